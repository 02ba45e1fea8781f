/** `createRuntimeConfig`: the config items in force, as one viewer sees them. */
import {hashJson} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import {hasRole} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {ConfigItems, ItemHashes} from './config-items.ts'
import {parseItemName, type ItemName} from './item-name.ts'

/** Of the release that is live. */
export interface LiveItems {readonly id: string; readonly number: number; readonly hash: string; readonly items: ItemHashes}

export interface RuntimeConfig {
  readonly release: {readonly id: string; readonly number: number; readonly hash: string} | null
  /** By kind, then by key. */
  readonly items: {readonly [kind: string]: {readonly [key: string]: JsonObject}}
}

export interface RuntimeConfigDeps {
  readonly config: ConfigItems
  readonly live: () => LiveItems | undefined
  readonly onError: (error: unknown) => void
}

interface Item extends ItemName {readonly item: string; readonly document: JsonObject}

interface Seen {readonly tag: string; readonly answer: RuntimeConfig}

/**
 * `tag` is of the release, of who asks and of what they see of it: equal tags mean equal answers, and no two people have one. The documents
 * of a release are read once.
 */
export function createRuntimeConfig({config, live, onError}: RuntimeConfigDeps): (actor: Actor) => Promise<Seen> {
  let loaded: {readonly of: string | undefined; readonly items: Promise<readonly Item[]>} | undefined

  function itemsOf(release: LiveItems | undefined): Promise<readonly Item[]> {
    if (loaded && loaded.of === release?.id) return loaded.items
    const items = loadItems(config, release?.items ?? {})
    loaded = {of: release?.id, items}
    items.catch(() => (loaded = undefined))
    return items
  }

  function sees(actor: Actor, {kind: name, key, document}: Item): boolean {
    const rule = config.kinds.get(name)?.sees
    if (rule === undefined) return false
    if (typeof rule === 'string') return hasRole(actor, rule)
    try {
      return rule(actor, {key, document}) === true
    } catch (error) {
      onError(error)
      return false
    }
  }

  return async actor => {
    const now = live()
    const seen = (await itemsOf(now)).filter(item => sees(actor, item))
    const release = now ? {id: now.id, number: now.number, hash: now.hash} : null
    const tag = `"${hashJson({release, actor: actor.id, seen: seen.map(({item}) => item)})}"`
    return {tag, answer: {release, items: byKind(seen)}}
  }
}

function byKind(items: readonly Item[]): RuntimeConfig['items'] {
  const kinds: {[kind: string]: {[key: string]: JsonObject}} = {}
  for (const {kind, key, document} of items) (kinds[kind] ??= {})[key] = document
  return kinds
}

async function loadItems(config: ConfigItems, hashes: ItemHashes): Promise<readonly Item[]> {
  const found = await Promise.all(Object.entries(hashes).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(async ([item, hash]) => {
    const document = await config.find(hash)
    const name = parseItemName(item)
    if (!document || !name) throw new Error(`the live release names config item ${item} (${hash}), which is not stored`)
    return {...name, item, document}
  }))
  return found
}
