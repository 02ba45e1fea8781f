/** The view that a snippet draws: a page's node in the page's context. */
import type {View} from '../snippets/index.ts'
import type {PageNode, PageState} from './page.ts'

export function viewOf(node: PageNode, context: PageState['context']): View {
  return {id: node.id, props: node.props, data: node.data ?? {}, on: node.on ?? {}, page: {...context, prefix: node.prefix ?? ''}}
}
