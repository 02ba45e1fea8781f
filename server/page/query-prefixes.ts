/** Which query names belong to which node of a page. */
import {type Tree, walkTree} from '../../ast/index.ts'
import type {Snippet} from '../../snippets/index.ts'

/**
 * Node id -> prefix, for the nodes that read the address: none for the first in document order, the last six characters of its id and a dot for each further one.
 * Hidden nodes count, so that an address means the same to everyone.
 */
export function queryPrefixes(tree: Tree, snippets: ReadonlyMap<string, Snippet>): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>()
  for (const node of walkTree(tree)) {
    const readsAddress = Object.values(snippets.get(node.snippet)?.data ?? {}).some(need => need.fromAddress)
    if (readsAddress) prefixes.set(node.id, prefixes.size === 0 && node.each === undefined ? '' : ownPrefix(node.id))
  }
  return prefixes
}

/** For a repeated node, whose id names its item. */
export const ownPrefix = (id: string): string => `${id.replace(/[^A-Za-z0-9]/g, '').slice(-6)}.`
