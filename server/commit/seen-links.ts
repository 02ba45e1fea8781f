/** `seenLinks`: of the records that link to one, how many somebody may know of. */
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {CommitFailure, Store} from '../store/index.ts'

export type LinkCount = Extract<CommitFailure, {readonly kind: 'still-linked'}>['by'][number]

/** Where only some records may be seen, those are counted. */
export async function seenLinks(store: Store, access: AccessOf, actor: Actor, failure: CommitFailure): Promise<readonly LinkCount[]> {
  if (failure.kind !== 'still-linked') return []
  const seen: LinkCount[] = []
  for (const one of failure.by) {
    const linking = access.findAccess(actor, one.schema, 'read')
    if (linking === undefined || linking.hidden.has(one.property)) continue
    const count = linking.rows === undefined ? one.count : await store.measure({
      schema: one.schema, state: 'all', filter: {op: 'and', args: [{op: 'eq', field: one.property, value: failure.id}, linking.rows]},
    }, {fn: 'count'}) ?? 0
    if (count > 0) seen.push({...one, count})
  }
  return seen
}
