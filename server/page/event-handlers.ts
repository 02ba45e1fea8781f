/** What the events of a node will do, as the browser may know it: an address, or that the server acts. */
import {type Action, expressionText, resolveExpressions, type Scope, type UiNode} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import type {Handler, Snippet} from '../../snippets/index.ts'
import {hrefOf} from './href-of.ts'

/** An event that only goes somewhere. `expression`: where the target is computed. */
export interface AddressAction {readonly to: Json; readonly expression: string | undefined; readonly newTab: boolean}

/** Undefined when the event does more than go somewhere, or nothing. */
export function addressAction(actions: readonly Action[] | undefined): AddressAction | undefined {
  const [action] = actions ?? []
  if (!action || actions?.length !== 1 || (action.do !== 'navigate' && action.do !== 'open') || action.to === undefined) return undefined
  return {to: action.to, expression: expressionText(action.to), newTab: action.do === 'open'}
}

/**
 * Per-item events that only go somewhere are left out: their addresses stand with the items. A target that speaks of the event itself cannot be known before, so the server acts.
 * `fail` hears of a target that cannot be computed; such an event does nothing.
 */
export function eventHandlers(node: UiNode, snippet: Snippet | undefined, scope: Scope, path: string, fail: (error: Error) => void): {readonly [event: string]: Handler} {
  const handlers: Record<string, Handler> = {}
  for (const [event, actions] of Object.entries(node.on ?? {})) {
    if (actions.length === 0) continue
    const address = addressAction(actions)
    if (address && snippet?.events?.[event]?.per !== undefined) continue
    if (!address || (address.expression !== undefined && /\bevent\b/.test(address.expression))) {
      handlers[event] = {act: true}
      continue
    }
    const to = resolveExpressions(address.to, scope)
    const href = to.ok ? hrefOf(to.value, path) : undefined
    if (href !== undefined) handlers[event] = {href, ...(address.newTab && {newTab: true})}
    else fail(new Error(`event ${event}: ${to.ok ? `expected the path of a screen or an http address, got ${JSON.stringify(to.value)}` : to.message}`))
  }
  return handlers
}
