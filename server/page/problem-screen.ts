/** A page in place of one that is not there or not allowed: the same frame, and what to do. */
import {say} from '../../schemas/index.ts'
import {treeFrom, type UiNode} from '../../ast/index.ts'
import type {Problem} from '../errors.ts'
import type {ReleasedScreen} from '../screens/screens.ts'

/** Borrows the root of one of these screens, which the viewer may open, so that navigation stays where people know it. */
export function problemScreen(released: readonly ReleasedScreen[], {title, message}: Problem): ReleasedScreen {
  const model = released.find(({screen}) => screen.path === '/') ?? released[0]
  const root = model?.tree.nodes.get(model.tree.rootId)
  const screen_id = 'problem'
  const node = (id: string, parent_id: string | null, order: string, snippet: string, props: UiNode['props'] = {}): UiNode => ({id, screen_id, parent_id, slot: 'default', order, snippet, props})
  const nodes = [
    {...node('problem-frame', null, 'a0', root?.snippet ?? 'app-frame'), props: root?.props ?? {}},
    node('problem-stack', 'problem-frame', 'a0', 'stack'),
    node('problem-heading', 'problem-stack', 'a0', 'heading', {text: title, level: 1}),
    node('problem-text', 'problem-stack', 'a1', 'text', {text: message}),
    node('problem-link', 'problem-stack', 'a2', 'link', {label: 'Back to the start', href: '/app'}),
  ]
  const planted = treeFrom(nodes)
  if (!planted.ok) throw new Error(`the problem page is no tree: ${say(planted.reason)}`)
  return {screen: {id: screen_id, path: '/', title, root_id: 'problem-frame'}, tree: planted.tree, hash: ''}
}
