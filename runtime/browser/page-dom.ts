/** The tree of a page as elements: finds them, and brings them from one tree to another while whatever stays keeps all it holds. */
import {adoptStyles, unsafeCSS} from 'lit'
import {childrenOf, sameJson, type Tree, walkTree} from '../../ast/index.ts'
import type {UiElement} from '../../snippets/index.ts'
import {failureStyles} from '../base-styles.ts'
import {namedSlots} from '../draw-snippet.ts'
import {elementName} from '../element-name.ts'
import type {PageNode, PageState} from '../page.ts'
import {viewOf} from '../view-of.ts'
import {findSnippet} from './define-element.ts'
import {moveElement} from './move-element.ts'

export interface PageDom {
  /** The element of a node, wherever it stands now. */
  find(id: string): UiElement | undefined
  /** Takes over the elements that the server wrote. False when they are not those of the tree. */
  adopt(tree: Tree<PageNode>, context: PageState['context']): boolean
  /** Makes the elements those of `after`. Only nodes that changed get a view; `viewAll` gives one to every node. */
  change(before: Tree<PageNode> | undefined, after: Tree<PageNode>, context: PageState['context'], viewAll: boolean): void
}

export function createPageDom(container: Element): PageDom {
  const elements = new Map<string, UiElement>()

  const find = (id: string): UiElement | undefined => {
    const known = elements.get(id)
    if (known?.isConnected) return known
    // A failed element may have been renewed.
    const found = container.querySelector<UiElement>(`[data-node="${CSS.escape(id)}"]`)
    if (found) elements.set(id, found)
    return found ?? undefined
  }

  /** Right behind the sibling before it, which stands in its final place already. */
  const place = (tree: Tree<PageNode>, node: PageNode, element: UiElement): void => {
    const parent = node.parent_id === null ? container : find(node.parent_id)
    if (!parent) return
    const home = homeOf(parent, node.slot)
    const siblings = node.parent_id === null ? [] : childrenOf(tree, node.parent_id).filter(sibling => homeOf(parent, sibling.slot) === home)
    const previous = siblings[siblings.findIndex(({id}) => id === node.id) - 1]
    const behind = previous && find(previous.id)
    moveElement(home, element, behind ? behind.nextSibling : home.firstChild)
  }

  return {
    find,
    adopt(tree, context) {
      const found = container.querySelectorAll<UiElement>('[data-node]')
      for (const element of found) elements.set(element.getAttribute('data-node') ?? '', element)
      if (found.length !== tree.nodes.size || walkTree(tree).some(({id}) => !elements.has(id))) return false
      for (const node of tree.nodes.values()) find(node.id)!.view = viewOf(node, context)
      return true
    },
    change(before, after, context, viewAll) {
      const doomed = [...before?.nodes.keys() ?? []].filter(id => !after.nodes.has(id)).map(id => [id, find(id)] as const)
      for (const [id, element] of doomed) {
        elements.delete(id)
        if (![...element?.querySelectorAll('[data-node]') ?? []].some(below => after.nodes.has(below.getAttribute('data-node') ?? ''))) element?.remove()
      }
      for (const node of walkTree(after)) {
        const old = before?.nodes.get(node.id)
        if (old === node && !viewAll) continue
        let element = find(node.id)
        if (!element || old?.snippet !== node.snippet) {
          const fresh = create(node)
          if (element) exchange(element, fresh)
          elements.set(node.id, element = fresh)
          element.view = viewOf(node, context)
          place(after, node, element)
          continue
        }
        if (!old || old.parent_id !== node.parent_id || old.slot !== node.slot || old.order !== node.order) place(after, node, element)
        if (viewAll || !sameContent(old, node)) element.view = viewOf(node, context)
      }
      // What went, but held nodes that stay: they have moved out by now.
      for (const [, element] of doomed) element?.remove()
    },
  }
}

const sameContent = (a: PageNode | undefined, b: PageNode): boolean => a !== undefined && a.prefix === b.prefix && sameJson(a.props, b.props) && sameJson(a.data, b.data) && sameJson(a.on, b.on)

const unknown = 'ui-unknown'
const failure = unsafeCSS(failureStyles)

/** The element alone, without children. */
function create(node: PageNode): UiElement {
  const snippet = findSnippet(node.snippet)
  const element = document.createElement(snippet ? elementName(node.snippet) ?? unknown : unknown) as UiElement
  element.setAttribute('data-node', node.id)
  for (const slot of snippet ? namedSlots(snippet) : []) {
    const wrapper = document.createElement('ui-slot')
    wrapper.setAttribute('name', slot)
    wrapper.setAttribute('slot', slot)
    element.append(wrapper)
  }
  if (!snippet) drawUnknown(element, node.snippet)
  return element
}

/** Where the children of a slot hang: named slots in their wrapper, all others before the wrappers. */
function homeOf(parent: Element, slot: string): Element {
  return parent.querySelector(`:scope > ui-slot[name="${CSS.escape(slot)}"]`) ?? parent
}

function drawUnknown(element: Element, snippet: string): void {
  const root = element.attachShadow({mode: 'open'})
  adoptStyles(root, [failure])
  const box = document.createElement('div')
  box.className = 'ui-error'
  box.setAttribute('role', 'alert')
  box.textContent = `This part could not be shown (${snippet}).`
  root.append(box, document.createElement('slot'))
}

/** Another element for the same node: its children move over. */
function exchange(old: UiElement, fresh: UiElement): void {
  old.before(fresh)
  for (const child of old.querySelectorAll(':scope > [data-node], :scope > ui-slot > [data-node]')) {
    const home = homeOf(fresh, child.parentElement === old ? 'default' : child.parentElement?.getAttribute('name') ?? '')
    moveElement(home, child, home === fresh ? fresh.querySelector(':scope > ui-slot') : null)
  }
  old.remove()
}
