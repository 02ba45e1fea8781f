/** The outline as a flat list of rows: what a tree view draws, and what its keys walk. Pure. */
import {childrenOf, getNode, type Tree, type UiNode} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import {type Manifests, slotsOf} from '../commands/places.ts'

export interface Row {
  readonly id: string
  readonly node: UiNode
  /** From 1, the root. */
  readonly level: number
  readonly position: number
  readonly siblings: number
  readonly title: string
  /** What tells it from others of its kind: its text, or what it shows. */
  readonly detail: string
  /** Undefined: has nothing in it. */
  readonly open: boolean | undefined
  /** Named where the parent has more than one slot. */
  readonly slot: string
}

/** `closed`: the ids of nodes whose children are folded away. */
export function outlineRows(tree: Tree, manifests: Manifests, closed: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = []
  const add = (node: UiNode, level: number, position: number, siblings: number, slot: string): void => {
    const children = childrenOf(tree, node.id)
    const open = children.length === 0 ? undefined : !closed.has(node.id)
    rows.push({id: node.id, node, level, position, siblings, title: manifests.get(node.snippet)?.title ?? node.snippet, detail: detailOf(node), open, slot})
    if (!open) return
    const slots = slotsOf(tree, manifests, node.id)
    for (const [index, child] of children.entries()) {
      const named = slots.length > 1 ? manifests.get(node.snippet)?.slots?.[child.slot]?.title ?? child.slot : ''
      add(child, level + 1, index + 1, children.length, child.slot === 'default' ? '' : named)
    }
  }
  add(getNode(tree, tree.rootId), 1, 1, 1, '')
  return rows
}

function detailOf({props, data}: UiNode): string {
  for (const name of ['title', 'text', 'label', 'product']) {
    const value: Json | undefined = props[name]
    if (typeof value === 'string' && value !== '') return value.slice(0, 60)
  }
  return Object.values(data ?? {}).map(source => source.from).join(', ')
}
