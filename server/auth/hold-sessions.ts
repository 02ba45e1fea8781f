/** `holdSessions`: sessions that the disk does not take are held in memory until it does, so that people can sign in and out beside a full disk. */
import {v7} from 'uuid'
import {matchesFilter} from '../../ast/index.ts'
import {reason, type JsonObject} from '../../schemas/index.ts'
import {systemActor, type Actor} from '../actor.ts'
import type {Change, Commit, CommitRequest, Committed} from '../commit/change.ts'
import {NotFound, problem, StorageFailed} from '../errors.ts'
import type {Origin, Store, StoreEvent, StoredRecord} from '../store/store.ts'

/** Auth shows nobody what it wrote, so that no schema goes with it. */
export type SessionCommit = (actor: Actor, request: CommitRequest) => Promise<Omit<Committed, 'accesses' | 'deeds'>>

/** A store and its door for writes, as far as auth uses them. */
export interface HeldSessions {
  readonly store: Pick<Store, 'get' | 'findBy' | 'page'>
  /** The events of each commit, also of what is only held. Returns the way to stop. */
  onEvents(listener: (events: readonly StoreEvent[]) => void): () => void
  readonly commit: SessionCommit
  close(): void
}

export interface HoldDeps {
  readonly store: Store
  readonly commit: Commit
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** What the store is to know of a session once it can: its data, or that it ended. */
interface Held {
  readonly record: StoredRecord | undefined
  /** The store has never seen it. */
  readonly isNew: boolean
}

/** Beyond it nobody else is let in: memory is no disk. */
const mostHeld = 1_000
const writeEvery = 2_000

/** A held session ends with the process; that one ended is known to this process alone until the disk has taken it. Everything else passes through. */
export function holdSessions({store, commit, now, onError}: HoldDeps): HeldSessions {
  const held = new Map<string, Held>()
  const listeners = new Set<(events: readonly StoreEvent[]) => void>()
  let writing: Promise<void> | undefined

  const timer = setInterval(() => {
    if (held.size > 0) writing ??= writeHeld().catch(onError).finally(() => {
      writing = undefined
    })
  }, writeEvery).unref()

  async function writeHeld(): Promise<void> {
    for (const [id, one] of held) {
      try {
        await commit(systemActor, {changes: [changeFor(id, one)]})
      } catch (error) {
        if (error instanceof StorageFailed) return
        // Gone by itself, or its user is: nothing is left to be written.
        if (!(error instanceof NotFound)) onError(error)
      }
      held.delete(id)
    }
  }

  const commitOrHold: SessionCommit = async (actor, request) => {
    const [change] = request.changes
    if (!change || request.changes.length > 1 || change.schema !== 'session') return commit(actor, request)
    await writing
    const id = 'id' in change ? change.id : undefined
    if (id !== undefined && held.has(id)) return hold(change)
    try {
      return await commit(actor, request)
    } catch (error) {
      if (!(error instanceof StorageFailed) || (change.op === 'create' && held.size >= mostHeld)) throw error
      return hold(change)
    }
  }

  async function hold(change: Change): ReturnType<SessionCommit> {
    const id = 'id' in change && change.id !== undefined ? change.id : v7()
    const stored = held.has(id) ? undefined : await store.get('session', id)
    // Meanwhile another change may have been held: a renewal must not bring back what ended.
    const before = held.get(id) ?? {record: stored, isNew: change.op === 'create'}
    const record = afterChange(id, change, before.record, new Date(now()).toISOString())
    if (!record && before.isNew) held.delete(id)
    else held.set(id, {record, isNew: before.isNew})
    const op = change.op === 'create' ? 'create' : record ? 'update' : 'remove'
    const origin: Origin = {via: 'system', cause: null, depth: 0, on_behalf_of: null}
    const event: StoreEvent = {...origin, seq: 0, commit: 0, at: new Date(now()).toISOString(), by: systemActor.id, schema: 'session', id, rev: record?.rev ?? 0, op, doc: record?.doc ?? null, note: null}
    for (const listener of listeners) listener([event])
    return {seq: 0, replayed: false, records: record ? [record] : []}
  }

  const asHeld = (record: StoredRecord): StoredRecord | undefined => (held.has(record.id) ? held.get(record.id)!.record : record)
  /** Newest first. */
  const heldRecords = (): readonly StoredRecord[] => [...held.values()].flatMap(({record}) => record ?? []).toReversed()

  return {
    commit: commitOrHold,
    store: {
      get: (schema, id) => store.get(schema, id),
      async findBy(schema, property, value) {
        const found = await store.findBy(schema, property, value)
        if (schema !== 'session' || held.size === 0) return found
        return heldRecords().find(({doc}) => (JSON.parse(doc) as JsonObject)[property] === value) ?? (found && asHeld(found))
      },
      async page(query) {
        const page = await store.page(query)
        if (query.schema !== 'session' || held.size === 0) return page
        const mine = heldRecords().filter(record => !query.filter || matchesFilter(query.filter, {...record, ...JSON.parse(record.doc) as JsonObject}))
        return {...page, items: [...mine, ...page.items.filter(({id}) => !held.has(id))]}
      },
    },
    onEvents(listener) {
      listeners.add(listener)
      const unfollow = store.onCommit(({changes}) => listener(changes))
      return () => {
        listeners.delete(listener)
        unfollow()
      }
    },
    close: () => clearInterval(timer),
  }
}

function changeFor(id: string, {record, isNew}: Held): Change {
  if (!record) return {op: 'remove', schema: 'session', id}
  const data = JSON.parse(record.doc) as JsonObject
  return isNew ? {op: 'create', schema: 'session', id, data} : {op: 'merge', schema: 'session', id, patch: data}
}

/** Undefined: it ended. Throws NotFound when there is none to change. */
function afterChange(id: string, change: Change, before: StoredRecord | undefined, at: string): StoredRecord | undefined {
  if (change.op === 'create') {
    return {id, schema: 'session', rev: 1, state: 'live', created_at: at, created_by: systemActor.id, updated_at: at, updated_by: systemActor.id, doc: JSON.stringify(change.data)}
  }
  if (!before) throw problem('not-found', {why: reason('no-such-session', {id})})
  if (change.op !== 'merge') return undefined
  return {...before, rev: before.rev + 1, updated_at: at, doc: JSON.stringify({...JSON.parse(before.doc) as JsonObject, ...change.patch})}
}
