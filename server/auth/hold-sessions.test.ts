import {hash} from '@node-rs/argon2'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {openTestTenant, type TestTenant} from '../../tests/open-test-tenant.ts'
import {systemActor} from '../actor.ts'
import {StorageFailed} from '../errors.ts'
import {holdSessions} from './hold-sessions.ts'
import {createAuth, createSessionCookie, type Auth} from './index.ts'
import {hashToken} from './token.ts'

const password = 'a quiet morning'
let tenant: TestTenant
let auth: Auth
let full: boolean
let revoked: string[]

beforeEach(async () => {
  tenant = await openTestTenant()
  await tenant.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {name: 'Ann', email: 'ann@a.test', role: 'admin', password}}]})
  full = false
  revoked = []
  open()
})
afterEach(async () => {
  auth.close()
  await tenant.close()
})

const noSpace = (): Promise<never> => Promise.reject(new StorageFailed(507, 'storage-full', 'No space left', {params: {}, detail: 'full'}))

/** Another process on the same store. */
function open(): void {
  auth?.close()
  auth = createAuth({
    cookie: createSessionCookie({instance: '01234567', secure: false}), store: tenant.store, now: Date.now,
    commit: (actor, request) => (full ? noSpace() : tenant.commit(actor, request)),
  })
  auth.onRevoked(({reason}) => revoked.push(reason))
}

const signIn = (): ReturnType<Auth['login']> => auth.login('ann@a.test', password, {ip: '127.0.0.1', kind: 'cookie'})
const isIn = async (token: string): Promise<boolean> => (await auth.sessionOfToken(token, 'cookie')) !== undefined
const stored = async (): Promise<number> => (await tenant.store.page({schema: 'session', limit: 100, state: 'all'})).items.length

describe('while the disk takes nothing', () => {
  test('people sign in, and are signed in for good once the disk takes their sessions', async () => {
    full = true
    const {token} = await signIn()
    expect([await isIn(token), await stored()]).toEqual([true, 0])
    full = false
    await vi.waitFor(async () => expect(await stored()).toBe(1), {timeout: 10_000, interval: 100})
    expect([await isIn(token), revoked]).toEqual([true, []])
    open()
    expect(await isIn(token)).toBe(true)
  })

  test('so do those whose password is to be hashed anew', async () => {
    const typed = 'Grün-Straße-9'.normalize('NFD')
    const {items: [ann]} = await tenant.store.page({schema: 'user', limit: 1})
    await tenant.commit(systemActor, {changes: [{op: 'merge', schema: 'user', id: ann!.id, patch: {password_hash: await hash(typed)}}]})
    full = true
    const {token} = await auth.login('ann@a.test', typed, {ip: '127.0.0.1', kind: 'cookie'})
    expect(await isIn(token)).toBe(true)
  })

  test('who signs out is out at once, and their session ends in the store once it can', async () => {
    const {token, session} = await signIn()
    full = true
    await auth.logout(session.id)
    expect([await isIn(token), await stored(), revoked]).toEqual([false, 1, ['ended']])
    await auth.logout(session.id)
    full = false
    await vi.waitFor(async () => expect(await stored()).toBe(0), {timeout: 10_000, interval: 100})
  })

  test('who signs out stays out where a renewal of the same session is written at the same moment', async () => {
    const {token, session} = await signIn()
    const held = holdSessions({store: tenant.store, now: Date.now, onError: () => {}, commit: noSpace})
    const ended = held.commit(systemActor, {changes: [{op: 'remove', schema: 'session', id: session.id}]})
    const renewed = held.commit(systemActor, {changes: [{op: 'merge', schema: 'session', id: session.id, patch: {expires_at: '2099-01-01T00:00:00.000Z'}}]})
    await ended
    await expect(renewed).rejects.toThrow('it ended')
    expect(await held.store.findBy('session', 'token_hash', hashToken(token))).toBeUndefined()
    held.close()
  })

  test('who signs in and out again leaves nothing behind', async () => {
    full = true
    const {token, session} = await signIn()
    await auth.logout(session.id)
    expect([await isIn(token), revoked]).toEqual([false, ['ended']])
    full = false
    const other = await signIn()
    await new Promise(resolve => setTimeout(resolve, 2_500))
    expect([await stored(), await isIn(token), await isIn(other.token)]).toEqual([1, false, true])
  })

  test('a held session ends with its user, as any other', async () => {
    full = true
    const {token, session} = await signIn()
    const before = await tenant.store.get('user', session.actor.id)
    await tenant.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {name: 'Bea', email: 'bea@a.test', role: 'admin', password}}]})
    await tenant.commit(systemActor, {changes: [{op: 'merge', schema: 'user', id: before!.id, patch: {disabled: true}}]})
    expect([await isIn(token), revoked]).toEqual([false, ['disabled']])
  })

  test('one user holds no more sessions than on a good day; the oldest end', async () => {
    full = true
    const first = await signIn()
    for (let n = 0; n < 50; n += 1) await signIn()
    expect(await isIn(first.token)).toBe(false)
    expect(await isIn((await signIn()).token)).toBe(true)
  })
})
