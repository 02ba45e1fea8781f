/** The sessions that this process has seen, so that a request costs a map look-up; follows the event log, so that what is revoked counts at once. */
import type {Via} from '../../schemas/index.ts'
import type {StoreEvent} from '../store/store.ts'
import type {Revocation, Session} from './auth.ts'
import {parseSession, parseUser, type StoredSession, type StoredUser} from './stored-user.ts'

export interface CachedSession {
  readonly stored: StoredSession
  readonly session: Session
  /** Its last use, written or not. */
  usedAt: number
}

export interface SessionCache {
  find(tokenHash: string): CachedSession | undefined
  /** Changes with every event that may make what is being loaded old. */
  version(): number
  add(stored: StoredSession, user: Pick<StoredUser, 'actor'>): CachedSession
  follow(events: readonly StoreEvent[]): void
  onRevoked(listener: (revoked: Revocation) => void): () => void
}

/** Bounded by the stored sessions, of which a user has a bounded number. An expiry in it may be older than the store's: whoever finds one in the past asks the store. */
export function createSessionCache(): SessionCache {
  const byHash = new Map<string, CachedSession>()
  const hashById = new Map<string, string>()
  const hashesByUser = new Map<string, Set<string>>()
  const listeners = new Set<(revoked: Revocation) => void>()
  let version = 0

  function add(stored: StoredSession, {actor}: Pick<StoredUser, 'actor'>): CachedSession {
    const usedAt = Math.max(stored.usedAt, byHash.get(stored.tokenHash)?.usedAt ?? 0)
    const {id, kind, expiresAt} = stored
    const cached: CachedSession = {stored, usedAt, session: Object.freeze({id, kind, actor: Object.freeze({...actor, via: viaOf(stored)}), expiresAt})}
    byHash.set(stored.tokenHash, cached)
    hashById.set(stored.id, stored.tokenHash)
    const hashes = hashesByUser.get(stored.userId) ?? new Set()
    hashesByUser.set(stored.userId, hashes.add(stored.tokenHash))
    return cached
  }

  function drop({stored}: CachedSession, reason: Revocation['reason']): void {
    byHash.delete(stored.tokenHash)
    hashById.delete(stored.id)
    const hashes = hashesByUser.get(stored.userId)
    hashes?.delete(stored.tokenHash)
    if (hashes?.size === 0) hashesByUser.delete(stored.userId)
    tell(stored, reason)
  }

  function tell(stored: StoredSession, reason: Revocation['reason']): void {
    for (const listener of listeners) listener({sessionId: stored.id, userId: stored.userId, reason})
  }

  function followSession(event: StoreEvent): void {
    const cached = byHash.get(hashById.get(event.id) ?? '')
    if (!cached) return
    const gone = event.op === 'archive' || event.op === 'remove' || event.op === 'purge' || event.doc === null
    const stored = gone ? undefined : parseSession({id: event.id, doc: event.doc!})
    if (stored && stored.tokenHash === cached.stored.tokenHash && stored.userId === cached.stored.userId) add(stored, cached.session)
    else drop(cached, 'ended')
  }

  function followUser(event: StoreEvent): void {
    const cachedOnes = [...hashesByUser.get(event.id) ?? []].map(hash => byHash.get(hash)!)
    const gone = event.op === 'archive' || event.op === 'remove' || event.op === 'purge' || event.doc === null
    const user = gone ? undefined : parseUser({id: event.id, doc: event.doc!})
    for (const cached of cachedOnes) {
      if (!user?.mark) drop(cached, 'disabled')
      else if (user.mark !== cached.stored.mark) drop(cached, 'password')
      else if (!sameActor(user, cached.session)) {
        add(cached.stored, user)
        tell(cached.stored, 'rights')
      }
    }
  }

  return {
    find: tokenHash => byHash.get(tokenHash),
    version: () => version,
    add,
    follow(events) {
      for (const event of events) {
        if (event.schema === 'session') followSession(event)
        else if (event.schema === 'user') followUser(event)
        else continue
        version++
      }
    },
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function sameActor({actor}: StoredUser, session: Session): boolean {
  return (['role', 'name', 'email', 'timeZone', 'language'] as const).every(member => actor[member] === session.actor[member])
}

/** A cookie is a browser's on our own pages; a token is a program's. */
const viaOf = ({id, kind}: StoredSession): Via => (kind === 'cookie' ? 'ui' : `token:${id}`)
