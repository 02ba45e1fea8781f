/** `nameHolder`: which record has a value that must be unique, for whoever may know it. */
import type {JsonObject} from '../../schemas/index.ts'
import {mayUse} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog} from '../catalog/index.ts'
import type {CommitFailure, Store} from '../store/index.ts'

/** Undefined for those who may not read the records, and for a secret value: naming its holder would give the secret away. */
export async function nameHolder(store: Store, catalog: Catalog, actor: Actor, failure: CommitFailure): Promise<string | undefined> {
  if (failure.kind !== 'not-unique') return undefined
  const entry = catalog.find(failure.schema)
  if (!entry || !mayUse(actor, 'read', entry) || entry.secrets.has(failure.pointer.slice(1))) return undefined
  const record = await store.get(failure.schema, failure.other)
  if (!record) return undefined
  const title = entry.titleOf(record.id, JSON.parse(record.doc) as JsonObject)
  const what = title === record.id ? record.id : `${JSON.stringify(title.slice(0, 80))} (${record.id})`
  return `${entry.name} ${what}${record.state === 'archived' ? ', which is archived,' : ''}`
}
