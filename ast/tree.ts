/** The tree of a screen as an immutable value. */
import type {JsonObject} from '../schemas/index.ts'
import type {UiNode} from './ui-node.ts'

/** The least that stands in a tree: enough to hang, order, draw. Steps, diff and hash work on anything of this shape. */
export interface TreeNode {
  readonly id: string
  readonly screen_id: string
  readonly parent_id: string | null
  readonly slot: string
  readonly order: string
  readonly snippet: string
  readonly props: JsonObject
}

/** Never changed in place: a step gives a new tree that shares what did not change. */
export interface Tree<N extends TreeNode = UiNode> {
  readonly rootId: string
  readonly nodes: ReadonlyMap<string, N>
  /** Parent -> its children in document order: slot `default` first, then slots by name; within a slot by `order`, then id. */
  readonly children: ReadonlyMap<string, readonly string[]>
}
