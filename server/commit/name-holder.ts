/** `nameHolder`: which record has a value that must be unique, for whoever may know it. */
import type {Access} from '../access/index.ts'
import type {CommitFailure, Store} from '../store/index.ts'
import {visibleData} from './to-wire.ts'

/** `name`: its title with its id. */
export interface Holder {readonly schema: string; readonly name: string; readonly archived: boolean}

/** Undefined where that record may not be read, and for a hidden value: naming its holder would give the value away. */
export async function nameHolder(store: Store, access: Access | undefined, failure: CommitFailure): Promise<Holder | undefined> {
  if (failure.kind !== 'not-unique' || access === undefined || access.hidden.has(failure.pointer.slice(1))) return undefined
  const record = await store.get(failure.schema, failure.other)
  if (!record || !access.sees(record)) return undefined
  const title = access.titleOf(record.id, visibleData(record.doc, access))
  const name = title === record.id ? record.id : `${JSON.stringify(title.slice(0, 80))} (${record.id})`
  return {schema: access.name, name, archived: record.state === 'archived'}
}
