import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {systemSchemas} from '../../schemas/index.ts'
import {systemActor} from '../actor.ts'
import {createAccess} from '../access/index.ts'
import {createCatalog} from '../catalog/index.ts'
import {createCommit, type CommitRequest} from '../commit/index.ts'
import {createSqliteStore, type Store, type CommitNotice} from '../store/index.ts'
import type {Auth, Revocation, SignedIn} from './auth.ts'
import {createAuth} from './create-auth.ts'
import {deriveUser} from './derive-user.ts'
import {createSessionCookie} from './session-cookie.ts'

const minute = 60_000
const hour = 60 * minute
const password = 'correct horse'
let at: number
let store: Store
let auth: Auth
let ada: SignedIn
let revoked: Revocation[]
let errors: unknown[]
/** Stops here what is about to be committed, until the promise is resolved. */
let beforeCommit: (request: CommitRequest) => Promise<void> | undefined
/** Runs between a page's reading and its answer. */
let afterPage: () => Promise<void> | undefined
/** While true, what is committed is told to nobody. */
let deaf: boolean
let untold: (() => void)[]
/** The first change's kind of each commit that was written or refused. */
let ended: string[]
let closers: (() => void | Promise<void>)[]

beforeEach(async () => {
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']})
  at = Date.parse('2025-03-14T09:00:00Z')
  deaf = false
  untold = []
  ended = []
  revoked = []
  errors = []
  beforeCommit = () => undefined
  afterPage = () => undefined
  const folder = await mkdtemp(join(tmpdir(), 'espalier-renewal-'))
  const real = await createSqliteStore({file: join(folder, 'main.db')})
  store = {...real, page: async ask => {
    const page = await real.page(ask)
    await afterPage()
    return page
  }, onCommit: listener => real.onCommit(notice => hear(listener, notice))}
  const catalog = await createCatalog({store: real, system: systemSchemas})
  const commit = createCommit({store: real, catalog, access: createAccess({catalog}), now: () => new Date(at), derive: {user: deriveUser}})
  auth = createAuth({
    cookie: createSessionCookie({instance: '01234567', secure: false}), store, now: () => at, onError: error => errors.push(error),
    commit: async (actor, request) => {
      await beforeCommit(request)
      return commit(actor, request).finally(() => ended.push(request.changes[0]!.op))
    },
  })
  auth.onRevoked(one => revoked.push(one))
  closers = [() => auth.close(), () => catalog.close(), () => real.close(), () => rm(folder, {recursive: true, force: true})]
  await commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email: 'ada@x.test', name: 'Ada', role: 'agent', password}}]})
  ada = await auth.login('ada@x.test', password, {ip: '10.0.0.1', kind: 'cookie'})
})
afterEach(async () => {
  vi.useRealTimers()
  for (const close of closers) await close()
})

function hear(listener: (notice: CommitNotice) => void, notice: CommitNotice): void {
  if (deaf) untold.push(() => listener(notice))
  else listener(notice)
}
const visit = async () => (await auth.sessionOfToken(ada.token, 'cookie'))?.actor.email
const storedEnd = async () => Date.parse((JSON.parse((await store.get('session', ada.session.id))!.doc) as {expires_at: string}).expires_at)
const isRenewal = ({changes}: CommitRequest) => changes[0]!.op === 'merge' && changes[0]!.schema === 'session'
/** A gate that renewals stand before. */
function holdRenewals(): () => void {
  const held = gate()
  beforeCommit = request => (isRenewal(request) ? held.passed : undefined)
  return held.open
}
function gate(): {readonly passed: Promise<void>; open(): void} {
  let open = (): void => {}
  const passed = new Promise<void>(resolve => {
    open = resolve
  })
  return {passed, open: () => open()}
}
const storedSessions = async () => (await store.page({schema: 'session', limit: 10, state: 'all'})).items.length

test('a session that the store has renewed goes on before this process has heard of it', async () => {
  deaf = true
  at += 11 * hour
  expect(await visit()).toBe('ada@x.test')
  await expect.poll(storedEnd, {interval: 5}).toBe(at + 12 * hour)
  at += 11 * hour
  expect(await visit()).toBe('ada@x.test')
  for (const tell of untold) tell()
  expect(auth.sessionOfToken(ada.token, 'cookie')).not.toBeInstanceOf(Promise)
})

test('a session whose renewal is being written at its end waits for it, and goes on', async () => {
  const release = holdRenewals()
  at += 12 * hour - 1
  expect(await visit()).toBe('ada@x.test')
  at += 2
  const visited = visit()
  release()
  expect(await visited).toBe('ada@x.test')
})

test('a session whose renewal could not be written ends when it would have', async () => {
  beforeCommit = request => (isRenewal(request) ? Promise.reject(new Error('the disk is full')) : undefined)
  at += 12 * hour - 1
  expect(await visit()).toBe('ada@x.test')
  at += 1
  expect(await visit()).toBeUndefined()
  expect(errors).toMatchObject([{message: 'the disk is full'}])
})

test('the sweep of each minute ends what has expired, in the store and for listeners', async () => {
  at += 12 * hour
  vi.advanceTimersByTime(minute)
  await expect.poll(storedSessions, {interval: 5}).toBe(0)
  await expect.poll(() => revoked, {interval: 5}).toMatchObject([{sessionId: ada.session.id, reason: 'ended'}])
})

test('the sweep tells nobody that a session ended which the store has renewed', async () => {
  deaf = true
  at += 11 * hour
  await visit()
  await expect.poll(storedEnd, {interval: 5}).toBe(at + 12 * hour)
  at += 11 * hour
  const looked = gate()
  afterPage = () => void looked.open()
  vi.advanceTimersByTime(minute)
  await looked.passed
  expect(await visit()).toBe('ada@x.test')
  expect(revoked).toEqual([])
})

test('the sweep does not remove a session that was renewed after it had looked', async () => {
  const release = holdRenewals()
  at += 12 * hour - 1
  await visit()
  at += 1
  const swept = gate()
  const looked = gate()
  afterPage = () => {
    afterPage = () => undefined
    looked.open()
    return swept.passed
  }
  vi.advanceTimersByTime(minute)
  await looked.passed
  release()
  await expect.poll(storedEnd, {interval: 5}).toBe(at - 1 + 12 * hour)
  swept.open()
  await expect.poll(() => ended, {interval: 5}).toContain('remove')
  expect(await visit()).toBe('ada@x.test')
  expect(revoked).toEqual([])
})

test('signing out while a renewal is being written ends the session for good, and is no error', async () => {
  const release = holdRenewals()
  at += 11 * hour
  expect(await visit()).toBe('ada@x.test')
  await auth.logout(ada.session.id)
  release()
  await expect.poll(() => ended, {interval: 5}).toEqual(['create', 'remove', 'merge'])
  expect(await visit()).toBeUndefined()
  expect(await storedSessions()).toBe(0)
  expect(errors).toEqual([])
  expect(revoked).toMatchObject([{sessionId: ada.session.id, reason: 'ended'}])
})

test('an expired session that is asked for again and again stays one of nobody', async () => {
  at += 12 * hour
  expect(await visit()).toBeUndefined()
  expect(await visit()).toBeUndefined()
})
