import {hash} from '@node-rs/argon2'
import {mkdtemp, rm} from 'node:fs/promises'
import type {IncomingMessage} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {systemSchemas} from '../../schemas/index.ts'
import {systemActor} from '../actor.ts'
import {createAccess} from '../access/index.ts'
import {createCatalog} from '../catalog/index.ts'
import {createCommit, type Commit} from '../commit/index.ts'
import {createSqliteStore, type Store} from '../store/index.ts'
import type {Auth, Revocation, SessionKind} from './auth.ts'
import {createAuth} from './create-auth.ts'
import {deriveUser} from './derive-user.ts'
import {passwordMark} from './password.ts'
import {createSessionCookie} from './session-cookie.ts'
import {hashToken, newToken} from './token.ts'

const hour = 60 * 60_000
const password = 'correct horse'
const sessionCookie = createSessionCookie({instance: '01234567', secure: false})
let at = 0
let folder = ''
let store: Store
let commit: Commit
let auth: Auth
let revoked: Revocation[]
let closers: (() => void | Promise<void>)[]

beforeEach(async () => {
  at = Date.parse('2025-03-14T09:00:00Z')
  folder = await mkdtemp(join(tmpdir(), 'espalier-auth-'))
  store = await createSqliteStore({file: join(folder, 'main.db')})
  const catalog = await createCatalog({store, system: systemSchemas})
  commit = createCommit({store, catalog, access: createAccess({catalog}), now: () => new Date(at), derive: {user: deriveUser}})
  auth = createAuth({store, commit, now: () => at, cookie: sessionCookie})
  revoked = []
  auth.onRevoked(one => revoked.push(one))
  closers = [() => auth.close(), () => catalog.close(), () => store.close()]
})
afterEach(async () => {
  for (const close of closers) await close()
  await rm(folder, {recursive: true, force: true})
})

async function addUser(email: string, role = 'agent'): Promise<string> {
  const {records} = await commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email, name: email.split('@')[0]!, role, password}}]})
  return records[0]!.id
}
const change = (id: string, patch: Record<string, string | boolean>) => commit(systemActor, {changes: [{op: 'merge', schema: 'user', id, patch}]})
const login = (email: string, kind: SessionKind = 'cookie', secret = password) => auth.login(email, secret, {ip: '10.0.0.1', kind})
const byCookie = async (token: string) => (await auth.sessionOfToken(token, 'cookie'))?.actor.email
const restart = () => {
  auth.close()
  auth = createAuth({store, commit, now: () => at, cookie: sessionCookie})
  auth.onRevoked(one => revoked.push(one))
}

test('a signed-in user is known by the token, from then on without a turn of the event loop', async () => {
  await addUser('Ada@X.test', 'manager')
  const {token, session} = await login('ADA@x.test')
  expect(session.actor).toMatchObject({email: 'ada@x.test', role: 'manager'})
  expect(auth.sessionOfToken(token, 'cookie')).not.toBeInstanceOf(Promise)
  expect(auth.sessionOfToken(token, 'cookie')).toEqual(session)
  restart()
  expect(auth.sessionOfToken(token, 'cookie')).toBeInstanceOf(Promise)
  expect(await byCookie(token)).toBe('ada@x.test')
})

test('neither passwords nor tokens are in the store', async () => {
  await addUser('ada@x.test')
  const {token} = await login('ada@x.test')
  const all = JSON.stringify([await store.page({schema: 'user', limit: 10}), await store.page({schema: 'session', limit: 10}), await store.events(0, 1000)])
  expect(all).toContain('$argon2id$')
  expect(all).not.toContain(password)
  expect(all).not.toContain(token)
})

describe('the same answer to', () => {
  test.each(['an unknown email', 'a wrong password', 'a disabled user', 'a user without a password', 'an archived user'])('%s', async what => {
    const id = await addUser('ada@x.test')
    const known = await commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email: 'bare@x.test', name: 'Bare', role: 'admin'}}]})
    if (what === 'a disabled user') await change(id, {disabled: true})
    if (what === 'an archived user') await commit(systemActor, {changes: [{op: 'archive', schema: 'user', id}]})
    const attempt = what === 'an unknown email' ? login('nobody@x.test') : what === 'a wrong password' ? login('ada@x.test', 'cookie', 'wrong horse') : what === 'a user without a password' ? login('bare@x.test') : login('ada@x.test')
    await expect(attempt).rejects.toMatchObject({status: 401, code: 'wrong-credentials', message: 'This email and password do not belong together. Check both and try again.'})
    expect(known.records).toHaveLength(1)
  })
})

describe('counts from the next look', () => {
  test('signing out', async () => {
    await addUser('ada@x.test')
    const [one, two] = [await login('ada@x.test'), await login('ada@x.test')]
    await auth.logout(one.session.id)
    await auth.logout(one.session.id)
    expect(await byCookie(one.token)).toBeUndefined()
    expect(await byCookie(two.token)).toBe('ada@x.test')
    expect(revoked).toMatchObject([{sessionId: one.session.id, reason: 'ended'}])
  })

  test('disabling, and enabling again gives no old session back', async () => {
    const id = await addUser('ada@x.test')
    const {token} = await login('ada@x.test')
    await change(id, {disabled: true})
    expect(await byCookie(token)).toBeUndefined()
    expect(revoked).toMatchObject([{userId: id, reason: 'disabled'}])
    await expect.poll(async () => (await store.page({schema: 'session', limit: 10, state: 'all'})).items).toHaveLength(0)
    await change(id, {disabled: false})
    expect(await byCookie(token)).toBeUndefined()
  })

  test('archiving', async () => {
    const id = await addUser('ada@x.test')
    const {token} = await login('ada@x.test')
    await commit(systemActor, {changes: [{op: 'archive', schema: 'user', id}]})
    expect(await byCookie(token)).toBeUndefined()
    restart()
    expect(await byCookie(token)).toBeUndefined()
  })

  test('another role', async () => {
    const id = await addUser('ada@x.test', 'manager')
    const {token} = await login('ada@x.test')
    await change(id, {role: 'readonly'})
    const session = auth.sessionOfToken(token, 'cookie')
    expect(session).toMatchObject({actor: {role: 'readonly'}})
    expect(revoked).toMatchObject([{userId: id, reason: 'rights'}])
  })

  test('another password, given by an admin, in this process and the next', async () => {
    const id = await addUser('ada@x.test')
    const [cookie, bearer] = [await login('ada@x.test'), await login('ada@x.test', 'bearer')]
    await change(id, {password: 'another horse'})
    expect(await byCookie(cookie.token)).toBeUndefined()
    expect(await auth.actorOfToken(bearer.token)).toBeUndefined()
    expect(revoked.map(one => one.reason)).toEqual(['password', 'password'])
    restart()
    expect(await byCookie(cookie.token)).toBeUndefined()
    await expect(login('ada@x.test')).rejects.toMatchObject({status: 401})
    expect((await login('ada@x.test', 'cookie', 'another horse')).session.actor.id).toBe(id)
  })

  test('a change that is committed while the session is being loaded', async () => {
    const id = await addUser('ada@x.test', 'admin')
    await addUser('root@x.test', 'admin')
    const {token} = await login('ada@x.test')
    restart()
    const slow = new Proxy(store, {get: (target, name: keyof Store) => (name === 'get' ? async (schema: string, key: string) => {
      const record = await target.get(schema, key)
      if (schema === 'user' && !revokedOnce) {
        revokedOnce = true
        await change(id, {role: 'readonly'})
      }
      return record
    } : typeof target[name] === 'function' ? (target[name] as () => unknown).bind(target) : target[name])})
    let revokedOnce = false
    const racing = createAuth({store: slow, commit, now: () => at, cookie: sessionCookie})
    expect((await racing.sessionOfToken(token, 'cookie'))?.actor.role).toBe('readonly')
    expect(racing.sessionOfToken(token, 'cookie')).toMatchObject({actor: {role: 'readonly'}})
    racing.close()
  })
})

test('a name that changed is the new name at once; a change of nothing else tells nobody', async () => {
  const id = await addUser('ada@x.test')
  const {token} = await login('ada@x.test')
  await change(id, {name: 'Ada L.'})
  expect(auth.sessionOfToken(token, 'cookie')).toMatchObject({actor: {name: 'Ada L.'}})
  expect(revoked.map(one => one.reason)).toEqual(['rights'])
})

test('changing the own password ends every session, and opens a new one', async () => {
  await addUser('ada@x.test')
  const [mine, other] = [await login('ada@x.test'), await login('ada@x.test', 'bearer')]
  await expect(auth.changePassword(mine.session, 'wrong horse', 'another horse', {ip: '10.0.0.1'})).rejects.toMatchObject({status: 401, errors: [{pointer: '/current'}]})
  await expect(auth.changePassword(mine.session, password, 'short', {ip: '10.0.0.1'})).rejects.toMatchObject({status: 400, errors: [{pointer: '/password'}]})
  expect(await byCookie(mine.token)).toBe('ada@x.test')
  const fresh = await auth.changePassword(mine.session, password, 'another horse', {ip: '10.0.0.1'})
  expect(await byCookie(mine.token)).toBeUndefined()
  expect(await auth.actorOfToken(other.token)).toBeUndefined()
  expect(await byCookie(fresh.token)).toBe('ada@x.test')
})

describe('time', () => {
  test('a cookie session that is not used for 12 hours has ended', async () => {
    await addUser('ada@x.test')
    const {token} = await login('ada@x.test')
    at += 12 * hour - 1
    restart()
    expect(await byCookie(token)).toBe('ada@x.test')
    const idle = await login('ada@x.test')
    at += 12 * hour
    expect(await byCookie(idle.token)).toBeUndefined()
  })

  test('a cookie session in use goes on, but no longer than 30 days', async () => {
    await addUser('ada@x.test')
    const {token, session} = await login('ada@x.test')
    const start = at
    while (at - start < 30 * 24 * hour - 11 * hour) {
      at += 11 * hour
      expect(await byCookie(token)).toBe('ada@x.test')
      // The renewal is written behind the answer.
      await expect.poll(async () => Date.parse((JSON.parse((await store.get('session', session.id))!.doc) as {expires_at: string}).expires_at), {interval: 5}).toBe(Math.min(at + 12 * hour, start + 30 * 24 * hour))
    }
    at = start + 30 * 24 * hour
    expect(await byCookie(token)).toBeUndefined()
  })

  test('a bearer token lasts 30 days', async () => {
    await addUser('ada@x.test')
    const {token} = await login('ada@x.test', 'bearer')
    at += 30 * 24 * hour - 1
    expect((await auth.actorOfToken(token))?.email).toBe('ada@x.test')
    at += 1
    expect(await auth.actorOfToken(token)).toBeUndefined()
  })
})

test('the token of a cookie is no bearer token; a bearer token may come as a cookie', async () => {
  await addUser('ada@x.test')
  const [cookie, bearer] = [await login('ada@x.test', 'cookie'), await login('ada@x.test', 'bearer')]
  expect(await auth.actorOfToken(cookie.token)).toBeUndefined()
  expect(await byCookie(bearer.token)).toBe('ada@x.test')
  const {name} = sessionCookie
  const asked = (headers: Record<string, string>) => auth.actorOf({headers} as IncomingMessage)
  expect((await asked({authorization: `Bearer ${bearer.token}`}))?.email).toBe('ada@x.test')
  expect((await asked({cookie: `${name}=${cookie.token}`}))?.email).toBe('ada@x.test')
  for (const authorization of ['Bearer nonsense', 'Bearer', 'bearer  ', `Bearer ${bearer.token} more`]) expect(await asked({authorization, cookie: `${name}=${cookie.token}`})).toBeUndefined()
  for (const authorization of ['', 'Basic b2ZmaWNlOnNlY3JldA==', `Basic ${bearer.token}`, 'Bearers x']) {
    expect((await asked({authorization, cookie: `${name}=${cookie.token}`}))?.email).toBe('ada@x.test')
    expect(await asked({authorization})).toBeUndefined()
  }
  expect(await asked({})).toBeUndefined()
})

test.each(['', 'short', 'a'.repeat(43), `${'a'.repeat(42)}'`, '../../etc/passwd', 'a'.repeat(10_000)])('a made-up token is nobody (%#)', async token => {
  expect(await auth.actorOfToken(token)).toBeUndefined()
})

describe('of many sessions of one person', () => {
  /** Signing in so often would take its time. */
  async function open(kind: SessionKind, count: number): Promise<readonly string[]> {
    const {user_id, password_mark} = JSON.parse((await store.page({schema: 'session', limit: 1, state: 'all'})).items[0]!.doc) as Record<string, string>
    const tokens = Array.from({length: count}, newToken)
    for (const token of tokens) {
      at += 1000
      const times = {started_at: new Date(at).toISOString(), expires_at: new Date(at + hour).toISOString()}
      await commit(systemActor, {changes: [{op: 'create', schema: 'session', data: {token_hash: hashToken(token), user_id: user_id!, kind, password_mark: password_mark!, ...times}}]})
    }
    at += 1000
    return tokens
  }
  const byHeader = async (token: string) => (await auth.actorOfToken(token))?.email

  test('the one that was used longest ago ends, this process or another having seen it', async () => {
    await addUser('ada@x.test')
    const first = await login('ada@x.test', 'bearer')
    const [second] = await open('bearer', 49)
    expect(await byHeader(first.token)).toBe('ada@x.test')
    const one = await login('ada@x.test', 'bearer')
    expect(await byHeader(second!)).toBeUndefined()
    expect(await byHeader(first.token)).toBe('ada@x.test')
    expect(await byHeader(one.token)).toBe('ada@x.test')
    // A use is written at most every quarter of an hour.
    at += hour / 2
    expect(await byHeader(first.token)).toBe('ada@x.test')
    await expect.poll(async () => JSON.parse((await store.get('session', first.session.id))!.doc)).toMatchObject({used_at: new Date(at).toISOString()})
    restart()
    at += 1000
    for (const _ of [1, 2]) await login('ada@x.test', 'bearer')
    expect(await byHeader(first.token)).toBe('ada@x.test')
    expect((await store.page({schema: 'session', limit: 1000, state: 'all'})).items).toHaveLength(50)
  })

  test('those of programs end none of a browser, nor the other way round', async () => {
    await addUser('ada@x.test')
    const [cookie, bearer] = [await login('ada@x.test', 'cookie'), await login('ada@x.test', 'bearer')]
    await open('bearer', 49)
    await open('cookie', 49)
    expect(await byCookie(cookie.token)).toBe('ada@x.test')
    expect(await byHeader(bearer.token)).toBe('ada@x.test')
    await login('ada@x.test', 'bearer')
    await login('ada@x.test', 'cookie')
    expect(await byCookie(cookie.token)).toBe('ada@x.test')
    expect(await byHeader(bearer.token)).toBe('ada@x.test')
    expect((await store.page({schema: 'session', limit: 1000, state: 'all'})).items).toHaveLength(100)
  })
})

describe('a password that was hashed as it was typed', () => {
  const [composed, decomposed] = ['Grün-Straße-9'.normalize('NFC'), 'Grün-Straße-9'.normalize('NFD')]
  /** As an older Espalier kept it. */
  async function addOld(email: string, typed: string): Promise<string> {
    const id = await addUser(email)
    await commit(systemActor, {changes: [{op: 'merge', schema: 'user', id, patch: {password_hash: await hash(typed)}}]})
    return id
  }
  const hashOf = async (id: string) => (JSON.parse((await store.get('user', id))!.doc) as {password_hash: string}).password_hash

  test('signs in as it was typed, is hashed anew, and then in every form; who is signed in stays so', async () => {
    const id = await addOld('ada@x.test', decomposed)
    await expect(login('ada@x.test', 'cookie', composed)).rejects.toMatchObject({status: 401})
    const before = [await login('ada@x.test', 'cookie', decomposed), await login('ada@x.test', 'bearer', decomposed)]
    for (const typed of [composed, decomposed]) expect((await login('ada@x.test', 'cookie', typed)).session.actor.id).toBe(id)
    for (const {token} of before) expect(await byCookie(token)).toBe('ada@x.test')
    restart()
    for (const {token} of before) expect(await byCookie(token)).toBe('ada@x.test')
    expect(revoked).toEqual([])
  })

  test('keeps the sessions from before it was hashed anew', async () => {
    const id = await addOld('ada@x.test', decomposed)
    const mark = passwordMark(await hashOf(id))
    const old = newToken()
    const times = {started_at: new Date(at).toISOString(), expires_at: new Date(at + hour).toISOString()}
    await commit(systemActor, {changes: [{op: 'create', schema: 'session', data: {token_hash: hashToken(old), user_id: id, kind: 'cookie', password_mark: mark, ...times}}]})
    expect(await byCookie(old)).toBe('ada@x.test')
    await login('ada@x.test', 'cookie', decomposed)
    expect(passwordMark(await hashOf(id))).not.toBe(mark)
    expect(await byCookie(old)).toBe('ada@x.test')
    expect(revoked).toEqual([])
    restart()
    expect(await byCookie(old)).toBe('ada@x.test')
  })

  test('gives no session back that had ended with an earlier password', async () => {
    const id = await addOld('ada@x.test', decomposed)
    const times = {started_at: new Date(at).toISOString(), expires_at: new Date(at + hour).toISOString()}
    const dead = newToken()
    await commit(systemActor, {changes: [{op: 'create', schema: 'session', data: {token_hash: hashToken(dead), user_id: id, kind: 'cookie', password_mark: 'of an earlier one', ...times}}]})
    await login('ada@x.test', 'cookie', decomposed)
    expect(await byCookie(dead)).toBeUndefined()
  })

  test('lets several sign in at the same moment', async () => {
    await addOld('ada@x.test', decomposed)
    const all = await Promise.all([1, 2, 3, 4].map(() => login('ada@x.test', 'cookie', decomposed)))
    for (const {token} of all) expect(await byCookie(token)).toBe('ada@x.test')
  })

  test('is not hashed anew where every form of it is the same', async () => {
    const id = await addOld('ada@x.test', 'plain words')
    const before = await hashOf(id)
    await login('ada@x.test', 'cookie', 'plain words')
    expect(await hashOf(id)).toBe(before)
  })

  test('can be changed by who knows it as it was typed', async () => {
    await addOld('ada@x.test', decomposed)
    const {session} = await login('ada@x.test', 'cookie', decomposed)
    await auth.changePassword(session, composed, 'another horse', {ip: '10.0.0.1'})
    await login('ada@x.test', 'cookie', 'another horse')
  })
})

const who = (email: string) => ({name: 'Ada', email, password: 'correct horse'})

describe('the first start', () => {
  test('gives a link under which exactly one of two people at once becomes the admin', async () => {
    const link = await auth.ensureSetupLink()
    const token = new URL(link!, 'http://here').searchParams.get('token')!
    expect(auth.setupOpen(token)).toBe(true)
    expect(auth.setupOpen('a'.repeat(43))).toBe(false)
    const outcomes = await Promise.allSettled([auth.setUp(token, who('ada@x.test')), auth.setUp(token, who('eve@x.test'))])
    expect(outcomes.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(one => one.status === 'rejected')).toMatchObject({reason: {status: 403, code: 'setup-closed'}})
    const {items} = await store.page({schema: 'user', limit: 10, state: 'all'})
    expect(items).toHaveLength(1)
    const {token: session} = (outcomes.find(one => one.status === 'fulfilled') as PromiseFulfilledResult<{token: string}>).value
    expect((await auth.sessionOfToken(session, 'cookie'))?.actor.role).toBe('admin')
    expect(auth.setupOpen(token)).toBe(false)
    await expect(auth.setUp(token, who('late@x.test'))).rejects.toMatchObject({status: 403})
    expect(await auth.ensureSetupLink()).toBeUndefined()
  })

  test('the link stays good after a mistake, and a newer link makes it void', async () => {
    const token = new URL((await auth.ensureSetupLink())!, 'http://here').searchParams.get('token')!
    await expect(auth.setUp(token, {...who('ada@x.test'), password: 'short'})).rejects.toMatchObject({status: 400})
    await expect(auth.setUp(token, who('no email'))).rejects.toMatchObject({status: 400, errors: [{pointer: '/email'}]})
    const newer = new URL((await auth.ensureSetupLink())!, 'http://here').searchParams.get('token')!
    expect([auth.setupOpen(token), auth.setupOpen(newer)]).toEqual([false, true])
  })

  test('where there is a user, even an archived one, there is no link', async () => {
    await addUser('ada@x.test')
    expect(await auth.ensureSetupLink()).toBeUndefined()
  })
})

test('a guesser is held up, whoever they guess for and however they write it', async () => {
  await addUser('ada@x.test')
  for (let n = 0; n < 6; n++) await expect(login(['ada@x.test', ' ADA@x.test', 'ａｄａ@x.test\t'][n % 3]!, 'cookie', `guess ${n}`)).rejects.toMatchObject({status: 401})
  await expect(login('ada@x.test')).rejects.toMatchObject({status: 429, more: {retry_after: 1}})
  at += 1001
  await login('ada@x.test')
  for (let n = 0; n < 30; n++) await login(`nobody${n}@x.test`).catch(() => undefined)
  await expect(login('nobody99@x.test')).rejects.toMatchObject({status: 429})
})
