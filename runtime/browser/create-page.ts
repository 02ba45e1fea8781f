/** A living page: holds the resolved tree, and changes its elements so that whatever is not removed keeps all it holds. */
import {applySteps, sameJson, type Step, type Tree, treeFrom, walkTree} from '../../ast/index.ts'
import type {UiElement} from '../../snippets/index.ts'
import type {PageNode, PageState} from '../page.ts'
import {createQueue} from './create-queue.ts'
import {findSnippet} from './define-element.ts'
import {loadSnippets} from './load-snippets.ts'
import {createPageDom} from './page-dom.ts'

export interface PageOptions {
  /** On the designer's canvas: the context says so to every snippet. */
  readonly designing?: boolean
}

export interface Page {
  /** What the page shows now. */
  state(): PageState
  tree(): Tree<PageNode>
  element(id: string): UiElement | undefined
  /** Resolves when the elements are there and every script of the first state was loaded. */
  readonly ready: Promise<void>
  /** Changes the page into the new state. Updates wait for each other. False: the state is older (by `seq`) than what is shown, and was dropped. */
  update(state: PageState): Promise<boolean>
  /** Applies steps that lead from one tree hash to another. False, with nothing lost, when they do not fit what stands here: update from a fresh state then. */
  apply(steps: readonly Step<PageNode>[], swap: {readonly from: string; readonly to: string; readonly seq: number}): Promise<boolean>
  /** After each change. */
  onChange(listener: (state: PageState) => void): () => void
  close(): void
}

/** `root` holds the elements that the server wrote for exactly this state, or nothing: then they are built here. Throws when the state's nodes are no tree. */
export function createPage(root: Element, first: PageState, {designing = false}: PageOptions = {}): Page {
  const dom = createPageDom(root)
  const listeners = new Set<(state: PageState) => void>()
  const scripts = new Map(Object.entries(first.scripts))
  let state = designing ? withDesigning(first) : first
  let tree = planted(state)
  let closed = false
  const queue = createQueue()

  const load = (nodes: readonly PageNode[]): Promise<void> | undefined => {
    const names = new Set(nodes.map(node => node.snippet).filter(name => !findSnippet(name) && scripts.has(name)))
    return names.size > 0 ? loadSnippets(names, scripts) : undefined
  }

  const changeTo = (next: PageState, nextTree: Tree<PageNode>): void => {
    const contextChanged = !sameJson(state.context, next.context)
    state = contextChanged ? next : {...next, context: state.context}
    dom.change(tree, nextTree, state.context, contextChanged)
    tree = nextTree
    for (const listener of listeners) listener(state)
  }

  const adopted = root.querySelector('[data-node]') !== null && dom.adopt(tree, state.context)
  if (!adopted) root.textContent = ''
  const ready = queue.run(load(state.nodes) ?? Promise.resolve(), () => {
    if (!adopted && !closed) dom.change(undefined, tree, state.context, true)
  })

  return {
    state: () => state,
    tree: () => tree,
    element: dom.find,
    ready,
    update(fresh) {
      const next = designing ? withDesigning(fresh) : fresh
      for (const [name, url] of Object.entries(next.scripts)) scripts.set(name, url)
      return queue.run(load(next.nodes), () => {
        if (closed) return true
        if (next.seq < state.seq) return false
        changeTo(next, planted(next))
        return true
      })
    },
    apply(steps, {from, to, seq}) {
      const inserted = steps.flatMap(step => step.type === 'insert' ? step.nodes : [])
      // Scripts of snippets that are new to this page come with a whole state only.
      if (inserted.some(node => !findSnippet(node.snippet) && !scripts.has(node.snippet))) return Promise.resolve(false)
      return queue.run(load(inserted), () => {
        if (closed || state.hash === to) return true
        if (state.hash !== from) return false
        const result = applySteps(tree, steps, {rebase: true})
        if (result.ok) changeTo({...state, hash: to, seq: Math.max(seq, state.seq), nodes: walkTree(result.tree)}, result.tree)
        return result.ok
      })
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      listeners.clear()
    },
  }
}

function planted(state: PageState): Tree<PageNode> {
  const result = treeFrom(state.nodes)
  if (!result.ok) throw new Error(`screen ${state.context.screen.path}: the page's nodes are no tree: ${result.reason.code}`)
  return result.tree
}

const withDesigning = (state: PageState): PageState => ({...state, context: {...state.context, designing: true}})
