/** `linkedSince`: what links to a record that is to be archived, once all else is taken back, for whoever asks. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {AccessOf} from '../../access/index.ts'
import type {Actor} from '../../actor.ts'
import type {Catalog} from '../../catalog/index.ts'
import type {CommitFailure, Store} from '../../store/index.ts'
import type {LinkCount} from '../seen-links.ts'
import {isNobodys, keyOf, type OwnedWrite} from './prepare-take-back.ts'

type StillLinked = Extract<CommitFailure, {readonly kind: 'still-linked'}>

const pageSize = 1_000

/** Live records that may be seen, as they will be: those that `writes` archive, or link elsewhere, do not count. Parts that nobody changes by hand do not either. `docOf`: of a record that is written, as it is now. */
export async function linkedSince(
  {store, access, catalog}: {readonly store: Store; readonly access: AccessOf; readonly catalog: Pick<Catalog, 'get'>}, actor: Actor, failure: StillLinked, writes: readonly OwnedWrite[], docOf: (key: string) => string,
): Promise<readonly LinkCount[]> {
  const last = new Map(writes.map(({write, key}) => [key, write]))
  const found: LinkCount[] = []
  for (const {schema, property, count: all} of failure.by) {
    const linking = access.findAccess(actor, schema, 'read')
    if (linking === undefined || linking.hidden.has(property) || isNobodys(catalog.get(schema))) continue
    const count = linking.rows === undefined ? all : await countSeen(schema, property, linking.rows)
    if (count > 0) found.push({schema, property, count})
  }
  return found

  async function countSeen(schema: string, property: string, rows: NonNullable<ReturnType<AccessOf['accessOf']>['rows']>): Promise<number> {
    let count = [...last].filter(([key, write]) => {
      if (write.schema !== schema || write.op === 'archive') return false
      return (JSON.parse('doc' in write && write.doc !== undefined ? write.doc : docOf(key)) as JsonObject)[property] === failure.id
    }).length
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<Store['page']>> = await store.page({
        schema, state: 'live', limit: pageSize, filter: {op: 'and', args: [{op: 'eq', field: property, value: failure.id}, rows]}, ...(cursor !== null && {cursor}),
      })
      count += page.items.filter(record => !last.has(keyOf(record))).length
      cursor = page.next
    } while (cursor !== null)
    return count
  }
}
