/** What a release changed of config items against the one before it. */
import type {Actor} from '../actor.ts'
import {parseItemName, type ConfigItems} from '../config-items/index.ts'
import type {ItemChange, ReleaseInfo} from './screens.ts'

type Maybe = ReleaseInfo | undefined

/** Of the kinds that the one who asks may edit. */
export async function itemChanges(config: ConfigItems, actor: Actor, before: Maybe, after: ReleaseInfo): Promise<readonly ItemChange[]> {
  const names = [...new Set([...Object.keys(before?.items ?? {}), ...Object.keys(after.items)])].toSorted()
  const changes = await Promise.all(names.map(async (item): Promise<readonly ItemChange[]> => {
    const [from, to] = [before?.items[item] ?? null, after.items[item] ?? null]
    const name = parseItemName(item)
    if (from === to || !name || !config.mayEdit(actor, name.kind)) return []
    const [was, is] = await Promise.all([from, to].map(async hash => (hash === null ? null : await config.find(hash) ?? null)))
    return [{...name, change: from === null ? 'added' : to === null ? 'removed' : 'changed', from, to, before: was ?? null, after: is ?? null}]
  }))
  return changes.flat()
}
