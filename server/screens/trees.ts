/** Released trees by their hash: content that never changes, kept in memory while it is used. */
import {say} from '../../schemas/index.ts'
import {treeFrom, type Screen, type UiNode} from '../../ast/index.ts'
import type {Store} from '../store/store.ts'
import type {ReleasedScreen} from './screens.ts'

export interface Trees {
  peek(hash: string): ReleasedScreen | undefined
  /** Undefined when no release ever held it. */
  find(hash: string): Promise<ReleasedScreen | undefined>
  remember(screen: ReleasedScreen): void
  /** Whether a record of it is there, so that a release may name it. */
  isStored(hash: string): Promise<boolean>
}

interface TreeDoc {readonly hash: string; readonly screen: Screen; readonly nodes: readonly UiNode[]}

/** Keeps the `keep` most lately used in memory. */
export function createTrees(store: Store, keep = 500): Trees {
  const known = new Map<string, ReleasedScreen>()

  function remember(screen: ReleasedScreen): ReleasedScreen {
    known.delete(screen.hash)
    known.set(screen.hash, screen)
    if (known.size > keep) known.delete(known.keys().next().value!)
    return screen
  }

  return {
    peek: hash => known.get(hash),
    remember,
    async find(hash) {
      const there = known.get(hash)
      if (there) return remember(there)
      const record = await store.findBy('ui_tree', 'hash', hash)
      return record && remember(releasedOf(record.doc))
    },
    isStored: async hash => (await store.findBy('ui_tree', 'hash', hash)) !== undefined,
  }
}

function releasedOf(doc: string): ReleasedScreen {
  const {hash, screen, nodes} = JSON.parse(doc) as TreeDoc
  const built = treeFrom(nodes)
  if (!built.ok) throw new Error(`the released tree ${hash} of screen ${screen.path} is not a tree: ${say(built.reason)}`)
  return {screen, tree: built.tree, hash}
}
