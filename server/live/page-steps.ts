/** The steps between two releases of a page as one viewer sees them: what is hidden from them, expressions and actions never leave. */
import {diffTrees, treeFrom, type Step} from '../../ast/index.ts'
import type {PageNode, PageState} from '../../runtime/page.ts'
import type {Actor} from '../actor.ts'
import type {ReleasedScreen} from '../screens/index.ts'
import type {StoreEvent} from '../store/store.ts'
import type {LivePages} from './live-deps.ts'

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
  const states = new Map<string, Promise<PageState>>()
  /** Schema -> the last event on one of its records. */
  const changedAt = new Map<string, number>()
  const isCurrent = ({schemas, seq}: PageState): boolean => schemas.every(schema => (changedAt.get(schema) ?? 0) <= seq)

  async function resolved(actor: Actor, {path, params, query}: PageAddress, released: ReleasedScreen): Promise<PageState> {
    const key = JSON.stringify([released.hash, path, query, actor.id, actor.role, actor.name, actor.email])
    const known = states.get(key)
    if (known) {
      const state = await known
      if (isCurrent(state)) return state
    }
    // Somebody else may have asked for it anew while this one looked.
    const other = states.get(key)
    if (other && other !== known) return other
    const fresh = pages.resolve({actor, released, path, params, query})
    states.delete(key)
    states.set(key, fresh)
    fresh.catch(() => states.delete(key))
    if (states.size > keep) states.delete(states.keys().next().value!)
    return fresh
  }

  return {
    async between(actor, address, before, after) {
      const [from, to] = await Promise.all([resolved(actor, address, before), resolved(actor, address, after)])
      return diffTrees(planted(from), planted(to))
    },
    follow(events) {
      for (const {schema, seq} of events) changedAt.set(schema, seq)
    },
  }
}

function planted({nodes, context}: PageState) {
  const built = treeFrom(nodes)
  if (!built.ok) throw new Error(`the page of screen ${context.screen.path} is not a tree: ${built.reason.message}`)
  return built.tree
}
