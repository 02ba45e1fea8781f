/** The tree of a page as HTML: one custom element per node, each with its shadow root. */
import {errorBox, type Snippet} from '../../snippets/index.ts'
import {failureStyles} from '../base-styles.ts'
import {drawSnippet, namedSlots} from '../draw-snippet.ts'
import {elementName} from '../element-name.ts'
import type {PageNode, PageState} from '../page.ts'
import {viewOf} from '../view-of.ts'
import {escapeHtml} from './escape.ts'
import {renderTemplate} from './render-template.ts'
import {stylesOf} from './styles-of.ts'

export interface RenderNodesOptions {
  readonly snippets: ReadonlyMap<string, Snippet>
  /** For the `<style>` in each shadow root. */
  readonly nonce: string
  /** A node that could not be drawn: an error box stands in its place. */
  readonly onError?: (node: PageNode, error: unknown) => void
  /** What the error box of a node says. Absent or undefined: the usual words. */
  readonly explain?: (node: PageNode) => string | undefined
}

/** Elements of all nodes, nested as the tree. A snippet that throws or is unknown becomes an error box; its children live. */
export function renderNodes(state: Pick<PageState, 'nodes' | 'context'>, options: RenderNodesOptions): string {
  const children = new Map<string | null, PageNode[]>()
  for (const node of state.nodes) {
    const siblings = children.get(node.parent_id)
    if (siblings) siblings.push(node)
    else children.set(node.parent_id, [node])
  }
  const write = (node: PageNode): string => {
    const snippet = options.snippets.get(node.snippet)
    const name = elementName(node.snippet)
    const inside = snippet && name ? drawn(snippet, node, state.context, options) : undefined
    if (!snippet) options.onError?.(node, new Error(`node ${node.id}: snippet "${node.snippet}" is not installed; install it, or replace the node`))
    const below = children.get(node.id) ?? []
    const slots = snippet ? namedSlots(snippet) : []
    let html = `<${name ?? 'ui-unknown'} data-node="${escapeHtml(node.id)}"${inside === undefined ? ' data-failed' : ''}><template shadowrootmode="open">`
    html += inside ?? `<style nonce="${options.nonce}" data-snippet>${failureStyles}</style>${renderTemplate(errorBox(node.snippet, options.explain?.(node)))}<slot></slot>${slots.map(slot => `<slot name="${escapeHtml(slot)}"></slot>`).join('')}`
    html += '</template>'
    for (const child of below) if (!slots.includes(child.slot)) html += write(child)
    for (const slot of slots) {
      html += `<ui-slot name="${escapeHtml(slot)}" slot="${escapeHtml(slot)}">`
      for (const child of below) if (child.slot === slot) html += write(child)
      html += '</ui-slot>'
    }
    return `${html}</${name ?? 'ui-unknown'}>`
  }
  return (children.get(null) ?? []).map(write).join('')
}

function drawn(snippet: Snippet, node: PageNode, context: PageState['context'], {nonce, onError}: RenderNodesOptions): string | undefined {
  try {
    const template = renderTemplate(drawSnippet(snippet, viewOf(node, context)))
    const styles = stylesOf(snippet)
    return styles ? `<style nonce="${nonce}" data-snippet>${styles}</style>${template}` : template
  } catch (error) {
    onError?.(node, error)
    return undefined
  }
}
