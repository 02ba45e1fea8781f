/** `nameHolder`: which record has a value that must be unique, for whoever may know it. */
import type {Access} from '../access/index.ts'
import type {CommitFailure, Store} from '../store/index.ts'
import {visibleData} from './to-wire.ts'

/** Undefined where that record may not be read, and for a hidden value: naming its holder would give the value away. */
export async function nameHolder(store: Store, access: Access | undefined, failure: CommitFailure): Promise<string | undefined> {
  if (failure.kind !== 'not-unique' || access === undefined || access.hidden.has(failure.pointer.slice(1))) return undefined
  const record = await store.get(failure.schema, failure.other)
  if (!record || !access.sees(record)) return undefined
  const title = access.titleOf(record.id, visibleData(record.doc, access))
  const what = title === record.id ? record.id : `${JSON.stringify(title.slice(0, 80))} (${record.id})`
  return `${access.name} ${what}${record.state === 'archived' ? ', which is archived,' : ''}`
}
