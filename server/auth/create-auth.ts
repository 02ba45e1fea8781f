/** Signing in, sessions and set-up, joined: the one place that says who is calling. */
import type {IncomingMessage} from 'node:http'
import {refusal} from '../../schemas/index.ts'
import {systemActor} from '../actor.ts'
import type {Change, Commit} from '../commit/change.ts'
import {NotFound, problem, Stale, StorageFailed, type Problem} from '../errors.ts'
import type {Store, StoredRecord, StoreEvent} from '../store/store.ts'
import {bearerToken} from './bearer-token.ts'
import type {Auth, Session, SessionKind, SignedIn} from './auth.ts'
import {holdSessions} from './hold-sessions.ts'
import {checkNewPassword, hashPassword, passwordMark, verifyPassword, type Match} from './password.ts'
import {plainEmail} from './plain-email.ts'
import {createSessionCache, type CachedSession} from './session-cache.ts'
import type {SessionCookie} from './session-cookie.ts'
import {createSetup} from './setup-link.ts'
import {parseSession, parseUser, type StoredSession, type StoredUser} from './stored-user.ts'
import {createThrottle} from './throttle.ts'
import {hashToken, isToken, newToken} from './token.ts'

export interface AuthDeps {
  readonly store: Store
  readonly commit: Commit
  readonly cookie: SessionCookie
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Told of housekeeping that failed; nothing depends on it. */
  readonly onError?: (error: unknown) => void
}

interface TokenUse {
  readonly carrier: 'cookie' | 'header'
  /** Lets a cookie's token of just now come without its cookie. */
  readonly kind?: SessionKind
  /** Default: yes. `false`: it is looked at and not used. */
  readonly renews?: boolean
}

interface Compared {
  readonly record: StoredRecord | undefined
  readonly user: StoredUser | undefined
  readonly match: Match
}

const minute = 60_000
const idle = 12 * 60 * minute
const longest = 30 * 24 * 60 * minute
/** The use of a session is written at most this often. */
const renewEvery = 15 * minute
const sweepEvery = minute
/** Of one person, of each kind: programs that sign in over and over end no browser's. */
const sessionsPerKind = 50

export function createAuth({onError = () => {}, cookie, ...deps}: AuthDeps): Auth {
  const {now} = deps
  const {store, commit, onEvents, close: closeHeld} = holdSessions({...deps, onError})
  const cache = createSessionCache()
  const throttle = createThrottle(now)
  /** Renewals being written, by session. */
  const renewing = new Map<string, Promise<void>>()
  const unfollow = onEvents(events => {
    cache.follow(events)
    for (const userId of endedUsers(events)) endSessionsOf(userId).catch(onError)
  })
  // The cache hears of what is removed.
  const timer = setInterval(() => void removeExpired().catch(onError), sweepEvery).unref()

  async function login(email: string, password: string, {ip, kind}: {readonly ip: string; readonly kind: SessionKind}): Promise<SignedIn> {
    const address = plainEmail(email)
    const attempt = throttle.begin({account: address, ip})
    const compared = await compare(address, password)
    const {user, match} = compared.match === 'outdated' && await hashAnew(compared, password) ? await compare(address, password) : compared
    if (match === 'wrong' || !user) throw wrongCredentials()
    attempt.succeed()
    return open(user, kind)
  }

  async function compare(address: string, password: string): Promise<Compared> {
    const record = await store.findBy('user', 'email', address)
    const user = record && parseUser(record)
    return {record, user, match: await verifyPassword(user?.mark ? user.passwordHash : undefined, password)}
  }

  /**
   * Who is signed in stays so: what is bound to the old hash is bound to the new one in the same commit. False: the disk does not take
   * it now, and a later sign-in will do.
   */
  async function hashAnew({record, user}: Compared, password: string): Promise<boolean> {
    const {id, rev} = record!
    const hash = await hashPassword(password)
    const bound = (await sessionsOf(id)).filter(session => parseSession(session)?.mark === user!.mark)
    const patch = {password_mark: passwordMark(hash)}
    const sessions = bound.map((session): Change => ({op: 'merge', schema: 'session', id: session.id, patch}))
    try {
      await write([...sessions, {op: 'merge', schema: 'user', id, ifRev: rev, patch: {password_hash: hash}}])
      return true
    } catch (error) {
      // Somebody else changed it at the same moment, or signed out: what stands there now is compared again.
      if (error instanceof Stale || error instanceof NotFound) return true
      if (error instanceof StorageFailed) return false
      throw error
    }
  }

  async function open(user: StoredUser, kind: SessionKind): Promise<SignedIn> {
    const token = newToken()
    const at = now()
    const data = {
      token_hash: hashToken(token), user_id: user.actor.id, kind, password_mark: user.mark!,
      started_at: new Date(at).toISOString(), expires_at: new Date(at + (kind === 'cookie' ? idle : longest)).toISOString(),
    }
    await write([{op: 'create', schema: 'session', data}])
    await keepLastUsed(user.actor.id, kind)
    const session = await sessionOfToken(token, {carrier: 'header', kind})
    // The password or the account changed while it was being compared.
    if (!session) throw wrongCredentials()
    return {token, session}
  }

  function sessionOfToken(token: string, how: TokenUse): Session | Promise<Session | undefined> | undefined {
    if (!isToken(token)) return undefined
    const hash = hashToken(token)
    const cached = cache.find(hash)
    if (cached && now() < cached.session.expiresAt) return admit(cached, how)
    return load(hash, cached).then(loaded => loaded && admit(loaded, how))
  }

  function admit(cached: CachedSession, {carrier, kind, renews = true}: TokenUse): Session | undefined {
    const {stored, session} = cached
    if (carrier === 'header' && session.kind === 'cookie' && kind !== 'cookie') return undefined
    const at = now()
    if (at >= session.expiresAt) return undefined
    if (!renews) return session
    cached.usedAt = at
    if (at - stored.usedAt > renewEvery) renew(stored, at)
    return session
  }

  /** The store is asked; what the cache holds may have ended for all that it has heard, and be renewed by now. */
  async function load(hash: string, expired: CachedSession | undefined): Promise<CachedSession | undefined> {
    if (expired) await renewing.get(expired.stored.id)
    for (;;) {
      const version = cache.version()
      const record = await store.findBy('session', 'token_hash', hash)
      const stored = record && parseSession(record)
      const userRecord = stored && await store.get('user', stored.userId)
      const user = userRecord?.state === 'live' ? parseUser(userRecord) : undefined
      // What was read may be older than an event that the cache has already followed.
      if (version !== cache.version()) continue
      if (!stored || !user?.mark || user.mark !== stored.mark) return undefined
      const cached = cache.find(hash)
      if (!cached) return cache.add(stored, user)
      // The user stays as followed: listeners are told of a change by its event.
      return stored.expiresAt > cached.stored.expiresAt ? cache.add(stored, cached.session) : cached
    }
  }

  function renew(stored: StoredSession, at: number): void {
    if (renewing.has(stored.id)) return
    const until = stored.kind === 'cookie' ? Math.min(at + idle, stored.createdAt + longest) : stored.expiresAt
    const patch = {used_at: new Date(at).toISOString(), expires_at: new Date(until).toISOString()}
    const written = quietIfGone(write([{op: 'merge', schema: 'session', id: stored.id, patch}]))
      .catch(onError)
      .finally(() => renewing.delete(stored.id))
    renewing.set(stored.id, written)
  }

  async function changePassword(session: Session, current: string, next: string, {ip}: {readonly ip: string}): Promise<SignedIn> {
    const {id, email} = session.actor
    checkNewPassword(next, email)
    const attempt = throttle.begin({account: email, ip})
    const record = await store.get('user', id)
    const user = record && parseUser(record)
    if (await verifyPassword(user?.mark ? user.passwordHash : undefined, current) === 'wrong') {
      throw problem('wrong-credentials', {}, {errors: [refusal('not-the-current-password', '/current')]})
    }
    attempt.succeed()
    await write([{op: 'merge', schema: 'user', id, patch: {password: next}}])
    const changed = await store.get('user', id)
    return open(parseUser(changed!)!, session.kind)
  }

  /** Newest first. */
  async function sessionsWhere(filter: Parameters<Store['page']>[0]['filter'] & object): Promise<readonly StoredRecord[]> {
    const {items} = await store.page({schema: 'session', filter, sort: [{field: 'created_at', descending: true}], limit: 1000, state: 'all'})
    return items
  }

  const sessionsOf = (userId: string): ReturnType<typeof sessionsWhere> => sessionsWhere({op: 'eq', field: 'user_id', value: userId})

  async function endSessionsOf(userId: string): Promise<void> {
    for (const {id} of await sessionsOf(userId)) await removeSession(id)
  }

  /** The newest counts as used last. */
  async function keepLastUsed(userId: string, kind: SessionKind): Promise<void> {
    const lastUse = ({usedAt, tokenHash}: StoredSession): number => Math.max(usedAt, cache.find(tokenHash)?.usedAt ?? 0)
    const sessions = (await sessionsOf(userId)).flatMap(record => parseSession(record) ?? []).filter(session => session.kind === kind)
    for (const {id} of sessions.toSorted((a, b) => lastUse(b) - lastUse(a)).slice(sessionsPerKind)) await removeSession(id)
  }

  /** As it was found: what was renewed in the meantime stays. */
  async function removeExpired(): Promise<void> {
    for (const {id, rev} of await sessionsWhere({op: 'le', field: 'expires_at', value: new Date(now()).toISOString()})) {
      await quietIfGone(write([{op: 'remove', schema: 'session', id, ifRev: rev}])).catch((error: unknown) => {
        if (!(error instanceof Stale)) throw error
      })
    }
  }

  const removeSession = (id: string): Promise<void> => quietIfGone(write([{op: 'remove', schema: 'session', id}]))

  /** Someone else ended the session at the same moment. */
  async function quietIfGone(written: Promise<void>): Promise<void> {
    await written.catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error
    })
  }

  async function write(changes: readonly Change[]): Promise<void> {
    await commit(systemActor, {changes})
  }

  function sessionOf({headers}: IncomingMessage, renews = true): Session | Promise<Session | undefined> | undefined {
    const shown = bearerToken(headers)
    if (shown !== undefined) return sessionOfToken(shown, {carrier: 'header', renews})
    const token = cookie.tokenIn(headers.cookie)
    return token === undefined ? undefined : sessionOfToken(token, {carrier: 'cookie', renews})
  }

  const setup = createSetup({store, commit, open: async id => open(parseUser((await store.get('user', id))!)!, 'cookie')})

  return {
    cookie,
    login,
    logout: removeSession,
    changePassword,
    sessionOfToken: (token, carrier) => sessionOfToken(token, {carrier}),
    sessionOf: request => sessionOf(request),
    peekSessionOf: request => sessionOf(request, false),
    actorOf: async request => (await sessionOf(request))?.actor,
    actorOfToken: async token => (await sessionOfToken(token, {carrier: 'header'}))?.actor,
    onRevoked: cache.onRevoked,
    ensureSetupLink: setup.ensureLink,
    setupOpen: setup.isOpen,
    setUp: setup.use,
    close() {
      clearInterval(timer)
      closeHeld()
      unfollow()
    },
  }
}

const wrongCredentials = (): Problem => problem('wrong-credentials', {})

/** Users who may no longer sign in: should they be let in again one day, they start with no session. */
function endedUsers(events: readonly StoreEvent[]): readonly string[] {
  return events
    .filter(({schema, op, doc, id}) => schema === 'user' && (op === 'archive' || op === 'update') && doc !== null && (op === 'archive' || !parseUser({id, doc})?.mark))
    .map(event => event.id)
}
