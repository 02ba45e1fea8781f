/** The tree of a page as elements: builds, places and finds them. */
import {adoptStyles, unsafeCSS} from 'lit'
import {childrenOf, findNode, type Tree} from '../../ast/index.ts'
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
  /** Builds the node with all below it, and places it. */
  insert(tree: Tree<PageNode>, id: string, context: PageState['context']): void
  remove(id: string): void
  /** Puts an element where the tree says. */
  place(tree: Tree<PageNode>, id: string): void
  /** Gives the element its node's view; nothing else is touched. */
  show(node: PageNode, context: PageState['context']): void
  /** The node is drawn by another snippet now: another element, the same children. */
  exchange(tree: Tree<PageNode>, id: string, context: PageState['context']): void
}

export function createPageDom(container: Element): PageDom {
  const elements = new Map<string, UiElement>()

  const find = (id: string): UiElement | undefined => {
    const known = elements.get(id)
    if (known?.isConnected) return known
    // A failed element may have been renewed.
    const found = container.querySelector<UiElement>(`[data-node="${CSS.escape(id)}"]`) ?? undefined
    if (found) elements.set(id, found)
    return found ?? known
  }

  const show = (node: PageNode, context: PageState['context']): void => {
    const element = find(node.id)
    if (element) element.view = viewOf(node, context)
  }

  const build = (tree: Tree<PageNode>, node: PageNode, context: PageState['context']): UiElement => {
    const element = create(node, context)
    for (const child of childrenOf(tree, node.id)) homeOf(element, child.slot).insertBefore(build(tree, child, context), afterDefault(element, child.slot))
    return element
  }

  const create = (node: PageNode, context: PageState['context']): UiElement => {
    const snippet = findSnippet(node.snippet)
    const element = document.createElement(snippet ? elementName(node.snippet) ?? unknown : unknown) as UiElement
    element.setAttribute('data-node', node.id)
    element.view = viewOf(node, context)
    for (const slot of snippet ? namedSlots(snippet) : []) {
      const wrapper = document.createElement('ui-slot')
      wrapper.setAttribute('name', slot)
      wrapper.setAttribute('slot', slot)
      element.append(wrapper)
    }
    if (!snippet) drawUnknown(element, node.snippet)
    elements.set(node.id, element)
    return element
  }

  const place = (tree: Tree<PageNode>, id: string): void => {
    const node = findNode(tree, id)
    const element = find(id)
    const parent = node?.parent_id === null ? container : find(node?.parent_id ?? '')
    if (!node || !element || !parent) return
    if (node.parent_id === null) {
      moveElement(container, element, null)
      return
    }
    const home = homeOf(parent, node.slot)
    const siblings = childrenOf(tree, node.parent_id, node.slot)
    const following = siblings.slice(siblings.findIndex(sibling => sibling.id === id) + 1)
    const before = following.map(sibling => find(sibling.id)).find(sibling => sibling?.parentNode === home)
    moveElement(home, element, before ?? afterDefault(parent, node.slot))
  }

  return {
    find,
    show,
    place,
    adopt(tree, context) {
      for (const element of container.querySelectorAll<UiElement>('[data-node]')) elements.set(element.getAttribute('data-node') ?? '', element)
      if (elements.size !== tree.nodes.size) return false
      for (const node of tree.nodes.values()) {
        if (!elements.has(node.id)) return false
        show(node, context)
      }
      return true
    },
    insert(tree, id, context) {
      const node = findNode(tree, id)
      if (!node) return
      const element = build(tree, node, context)
      if (node.parent_id === null) container.append(element)
      else place(tree, id)
    },
    remove(id) {
      const element = find(id)
      if (!element) return
      element.remove()
      for (const below of [element, ...element.querySelectorAll('[data-node]')]) elements.delete(below.getAttribute('data-node') ?? '')
    },
    exchange(tree, id, context) {
      const old = find(id)
      const node = findNode(tree, id)
      if (!old || !node) return
      const fresh = create(node, context)
      old.after(fresh)
      for (const child of childrenOf(tree, id)) {
        const element = container.querySelector<UiElement>(`[data-node="${CSS.escape(child.id)}"]`)
        if (element) moveElement(homeOf(fresh, child.slot), element, afterDefault(fresh, child.slot))
      }
      old.remove()
    },
  }
}

const unknown = 'ui-unknown'
const failure = unsafeCSS(failureStyles)

/** Where the children of a slot hang: named slots in their wrapper, all others beside them. */
function homeOf(parent: Element, slot: string): Element {
  return [...parent.children].find(child => child.localName === 'ui-slot' && child.getAttribute('name') === slot) ?? parent
}

/** Children of the default slot stand before the wrappers. */
function afterDefault(parent: Element, slot: string): Element | null {
  if (homeOf(parent, slot) !== parent) return null
  return [...parent.children].find(child => child.localName === 'ui-slot') ?? null
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
