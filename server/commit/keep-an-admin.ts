/** `keepAnAdmin`: nobody locks everyone out. */
import {refusal, type JsonObject} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import type {Expectation, Store, StoredRecord} from '../store/index.ts'

/** A user's record before and after a commit; `after` absent: taken away. */
export interface UserChange {readonly before: StoredRecord; readonly after: Pick<StoredRecord, 'state' | 'doc'> | undefined}

/**
 * Where a commit takes away an admin - another role, disabled, archived, gone - another one must remain. The store is asked to hold on to that one at the revision seen:
 * of two admins who take each other away at once, the second finds its witness changed. Throws Conflict `last-admin`.
 */
export async function keepAnAdmin(store: Store, changes: readonly UserChange[], actorId: string): Promise<readonly Expectation[]> {
  if (!changes.some(takesAnAdmin)) return []
  const touched = new Set(changes.map(({before}) => before.id))
  const witness = await findAdmin(store, touched, actorId)
  if (witness) return [{kind: 'rev', schema: 'user', id: witness.id, rev: witness.rev}]
  throw problem('last-admin', {}, {errors: [refusal('last-admin', '/role')]})
}

export const takesAnAdmin = ({before, after}: UserChange): boolean => isAdmin(before) && !(after && isAdmin(after))

/** Most often the one who asks; else any, looked for a page at a time. */
async function findAdmin(store: Store, touched: ReadonlySet<string>, actorId: string): Promise<StoredRecord | undefined> {
  const self = touched.has(actorId) ? undefined : await store.get('user', actorId)
  if (self && isAdmin(self)) return self
  let cursor: string | null = null
  do {
    const page = await store.page({schema: 'user', filter: {op: 'eq', field: 'role', value: 'admin'}, limit: 100, ...(cursor !== null && {cursor})})
    const found = page.items.find(record => !touched.has(record.id) && isAdmin(record))
    if (found) return found
    cursor = page.next
  } while (cursor !== null)
  return undefined
}

/** One who can sign in. */
function isAdmin({state, doc}: Pick<StoredRecord, 'state' | 'doc'>): boolean {
  const data = JSON.parse(doc) as JsonObject
  return state === 'live' && data['role'] === 'admin' && data['disabled'] !== true
}
