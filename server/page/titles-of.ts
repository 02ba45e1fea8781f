/** The titles of the records that other records link to. */
import type {WireRecord} from '../../schemas/index.ts'
import type {Access} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {PageDeps} from './page-deps.ts'

/** By id; what may not be seen or is gone is left out. */
export async function titlesOf({reader}: Pick<PageDeps, 'reader'>, actor: Actor, access: Access, records: readonly WireRecord[]): Promise<{readonly [id: string]: string}> {
  const ids = new Map<string, Set<string>>()
  for (const [property, target] of access.links) {
    for (const {data} of records) {
      const id = data[property]
      if (typeof id !== 'string' || id === '') continue
      const known = ids.get(target)
      if (known) known.add(id)
      else ids.set(target, new Set([id]))
    }
  }
  return ids.size === 0 ? {} : await reader.titles(actor, ids)
}
