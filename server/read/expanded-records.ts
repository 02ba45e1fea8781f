/** `expandedRecords`: the records that others link to, as the actor may see them. */
import type {Access, AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import {visibleData} from '../commit/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Store, StoredRecord} from '../store/index.ts'

export interface Expanded {
  /** The visible data of the linking record, and the linked ones by property; those that may not be seen or are gone are left out. */
  of(record: StoredRecord): readonly (readonly [property: string, linked: StoredRecord, access: Access])[]
}

/** One read per target schema, however many records link there. `from`: what may be seen of the records that link. */
export async function expandedRecords(store: Store, {findAccess}: AccessOf, actor: Actor, from: Access, links: readonly (readonly [property: string, target: string])[], records: readonly StoredRecord[]): Promise<Expanded> {
  const data = new Map<StoredRecord, JsonObject>(records.map(record => [record, visibleData(record.doc, from)]))
  const wanted = new Map<Access, Set<string>>()
  const seen = links.flatMap(([property, target]) => {
    const to = findAccess(actor, target, 'read')
    if (!to) return []
    const ids = wanted.get(to) ?? new Set()
    for (const one of data.values()) if (typeof one[property] === 'string') ids.add(one[property])
    wanted.set(to, ids)
    return [[property, to] as const]
  })
  const found = new Map<string, StoredRecord>()
  for (const [to, ids] of wanted) {
    if (ids.size === 0) continue
    for (const record of await store.getMany(to.name, [...ids])) if (to.sees(record)) found.set(`${to.name}/${record.id}`, record)
  }
  return {
    of: record => seen.flatMap(([property, to]) => {
      const linked = found.get(`${to.name}/${String(data.get(record)?.[property])}`)
      return linked ? [[property, linked, to] as const] : []
    }),
  }
}
