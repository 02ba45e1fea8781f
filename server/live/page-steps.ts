/** The steps between two releases of a page as one viewer sees them: what is hidden from them, expressions and actions never leave. */
import {say} from '../../schemas/index.ts'
import {diffTrees, sameJson, treeFrom, type Step, type Tree} from '../../ast/index.ts'
import type {PageNode, PageState} from '../../runtime/page.ts'
import type {Actor} from '../actor.ts'
import type {ReleasedScreen} from '../screens/index.ts'
import type {StoreEvent} from '../store/store.ts'
import type {LivePages} from './live-deps.ts'
import {createPace} from './pace.ts'

export interface PageAddress {readonly path: string; readonly params: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, string>>}

export interface PageSteps {
  between(actor: Actor, address: PageAddress, before: ReleasedScreen, after: ReleasedScreen): Promise<readonly Step<PageNode>[]>
  /** What was written: pages that show it are resolved anew. */
  follow(events: readonly StoreEvent[]): void
}

/**
 * Viewers with the same rights at the same address share the work, and what a page came to is kept for the next swap while its records stay as they are: a row of patches
 * resolves each page once per patch. Keeps the `keep` newest.
 */
export function createPageSteps(pages: LivePages, keep = 200): PageSteps {
  const pace = createPace()
  const states = new Map<string, Promise<PageState>>()
  /** Schema -> the last event on one of its records. */
  const changedAt = new Map<string, number>()
  // A changed schema may show less, or to fewer.
  const isCurrent = ({schemas, seq}: PageState): boolean => ['schema', ...schemas].every(schema => (changedAt.get(schema) ?? 0) <= seq)

  async function resolved(actor: Actor, {path, params, query}: PageAddress, released: ReleasedScreen, like?: PageState): Promise<PageState> {
    const key = JSON.stringify([released.hash, path, query, actor.id, actor.role, actor.name, actor.email, actor.timeZone, actor.language])
    const known = states.get(key)
    if (known) {
      const state = await known
      if (isCurrent(state)) return state
    }
    // Somebody else may have asked for it anew while this one looked.
    const other = states.get(key)
    if (other && other !== known) return other
    const fresh = pages.resolve({actor, released, path, params, query}).then(state => (like ? {...state, nodes: sharing(like.nodes, state.nodes)} : state))
    states.delete(key)
    states.set(key, fresh)
    fresh.catch(() => states.delete(key))
    if (states.size > keep) states.delete(states.keys().next().value!)
    return fresh
  }

  return {
    between: (actor, address, before, after) => pace(async () => {
      const from = await resolved(actor, address, before)
      const to = await resolved(actor, address, after, from)
      return diffTrees(planted(from), planted(to)).map(withoutWas)
    }),
    follow(events) {
      for (const {schema, seq} of events) changedAt.set(schema, seq)
      // What a page came to holds texts, also of what shall be nowhere any more.
      if (events.some(({op}) => op === 'purge')) states.clear()
    },
  }
}

/** The nodes of `after`, with those of `before` in place of their equals: what is the same object is neither hashed nor compared again. */
function sharing(before: readonly PageNode[], after: readonly PageNode[]): readonly PageNode[] {
  const known = new Map(before.map(node => [node.id, node]))
  return after.map(node => {
    const same = known.get(node.id)
    return same && sameJson(same, node) ? same : node
  })
}

/** A page never takes a step back, and what stood before may be old or long. */
function withoutWas(step: Step<PageNode>): Step<PageNode> {
  switch (step.type) {
    case 'insert': return step
    case 'remove': return {type: 'remove', id: step.id}
    case 'move': return {type: 'move', id: step.id, to: step.to}
    case 'set': return {type: 'set', id: step.id, path: step.path, ...(step.value !== undefined && {value: step.value})}
  }
}

function planted({nodes, context}: PageState): Tree<PageNode> {
  const built = treeFrom(nodes)
  if (!built.ok) throw new Error(`the page of screen ${context.screen.path} is not a tree: ${say(built.reason)}`)
  return built.tree
}
