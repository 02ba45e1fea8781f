/** Builds screens for tests out of parts: `screen(stack(text('a'), text('b')))`. */
import {hashScreen, ordersBetween, treeFrom, type Screen, type Tree, type UiNode} from '../ast/index.ts'
import {say, type JsonObject} from '../schemas/index.ts'

/** A node before it hangs anywhere. */
export interface Part extends Partial<Pick<UiNode, 'data' | 'on' | 'when' | 'each'>> {
  readonly snippet: string
  /** Default: `n1`, `n2` … in document order. */
  readonly id?: string
  readonly props?: JsonObject
  /** The parent's slot; `default` when absent. */
  readonly slot?: string
  readonly children?: readonly Part[]
}

export interface BuiltScreen {
  readonly screen: Screen
  /** In document order, root first. */
  readonly nodes: readonly UiNode[]
  readonly tree: Tree
  readonly hash: string
}

/** A screen with `root` at the top: `/test`, id `s1`, unless `about` says otherwise. Throws where the parts make no tree. */
export function screen(root: Part, about: Partial<Screen> = {}): BuiltScreen {
  const {id = 's1'} = about
  const nodes: UiNode[] = []
  hang(root, null, 'a0', id, nodes)
  const built = treeFrom(nodes)
  if (!built.ok) throw new Error(say(built.reason))
  const value: Screen = {id, path: '/test', title: 'Test', root_id: built.tree.rootId, ...about}
  return {screen: value, nodes, tree: built.tree, hash: hashScreen(value, built.tree)}
}

/** The tree alone. */
export const tree = (root: Part): Tree => screen(root).tree

export const part = (snippet: string, props: JsonObject = {}, children: readonly Part[] = []): Part => ({snippet, props, children})

export const stack = (...children: readonly Part[]): Part => part('stack', {}, children)
export const columns = (...children: readonly Part[]): Part => part('columns', {}, children)
export const card = (title: string, ...children: readonly Part[]): Part => part('card', {title}, children)
export const heading = (text: string): Part => part('heading', {text})
export const text = (words: string): Part => part('text', {text: words})
export const button = (label: string): Part => part('button', {label})

/** The part with an id of its own choosing, or in another slot, with data, events, `when` or `each`. */
export const having = (what: Partial<Part>, one: Part): Part => ({...one, ...what})

function hang(one: Part, parent: string | null, order: string, screenId: string, nodes: UiNode[]): void {
  const {children = [], slot = 'default', id = `n${nodes.length + 1}`, snippet, props = {}, data, on, when, each} = one
  nodes.push({
    id, screen_id: screenId, parent_id: parent, slot, order, snippet, props,
    ...(data && {data}), ...(on && {on}), ...(when !== undefined && {when}), ...(each !== undefined && {each}),
  })
  const orders = ordersBetween(null, null, children.length)
  children.forEach((child, index) => hang(child, id, orders[index]!, screenId, nodes))
}
