/** Remembers the trees that were released lately, so that a page from before a swap is understood. */
import type {Tree} from '../../ast/index.ts'
import type {Screens} from '../screens/screens.ts'

const kept = 64

/** The oldest are forgotten first. */
export function rememberTrees(screens: Pick<Screens, 'onSwap'>): (hash: string) => Tree | undefined {
  const trees = new Map<string, Tree>()
  screens.onSwap(swaps => {
    for (const {before} of swaps) {
      if (!before) continue
      trees.delete(before.hash)
      trees.set(before.hash, before.tree)
    }
    for (const hash of trees.keys()) {
      if (trees.size <= kept) break
      trees.delete(hash)
    }
  })
  return hash => trees.get(hash)
}
