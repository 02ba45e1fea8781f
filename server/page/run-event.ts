/** Runs the actions bound to an event of a node, on the released tree and under the actor's rights. */
import {type Action, isWithin, resolveExpressions, type Scope, type Tree} from '../../ast/index.ts'
import {reason, reasonIn, type Json, type JsonObject, type Reason, type WireEffect} from '../../schemas/index.ts'
import type {Commit, Change} from '../commit/change.ts'
import {problem, type Problem} from '../errors.ts'
import {hrefOf, screenHref} from './href-of.ts'
import type {PageDeps} from './page-deps.ts'
import {recordScope} from './page-scope.ts'
import {type PageAsk, resolvePage} from './resolve-page.ts'

export interface EventAsk extends Omit<PageAsk, 'designing'> {
  /** The tree that the page stands at; empty where the sender does not know it. */
  readonly hash: string
  /** The node's id on the page: `<node>~<item>` for a repeated one. */
  readonly node: string
  readonly event: string
  readonly payload: JsonObject
}

/** What the page does then, in this order. */
export type Effect = WireEffect

export interface EventDeps extends PageDeps {
  readonly commit: Commit
  /** A tree that was released before, by hash; undefined once it is forgotten. */
  readonly formerTree: (hash: string) => Tree | undefined
}

/**
 * The node must stand on the page as this actor sees it. All writes of an event are one commit: all or nothing. Throws NotFound for a node or event that is not there,
 * Conflict when the event means something else since the page was made, and what the commit throws.
 */
export async function runEvent(deps: EventDeps, ask: EventAsk): Promise<readonly Effect[]> {
  const {released, event} = ask
  const nodeId = ask.node.split('~')[0] ?? ''
  const actions = actionsOf(released.tree, nodeId, event)
  if (!actions || actions.length === 0) throw problem('not-found', {why: reason('event-does-nothing', {screen: released.screen.path, node: nodeId.slice(0, 60), event: event.slice(0, 60)})})
  refuseChanged(deps, ask, nodeId, actions)
  const onTheWay = new Set([...released.tree.nodes.keys()].filter(id => isWithin(released.tree, nodeId, id)))
  const {scopes} = await resolvePage(deps, ask, onTheWay)
  const scope = scopes.get(ask.node)
  if (!scope) throw problem('not-found', {why: reason('node-not-on-page', {screen: released.screen.path, node: ask.node.slice(0, 130)})})
  const full = {...scope, event: ask.payload, ...await rowOf(deps, ask, nodeId)}

  const changes: Change[] = []
  const effects: Effect[] = []
  for (const [index, action] of actions.entries()) {
    const where: Where = {node: nodeId, event, number: index + 1, action: action.do}
    const known = Object.hasOwn(handlers, action.do) ? handlers[action.do] : undefined
    if (!known) throw wrong(where, reason('no-such-action'))
    known({action, where, path: screenHref(ask.path), change: change => changes.push(change), effect: effect => effects.push(effect), value: name => valueOf(action, name, full, where)})
  }
  if (changes.length > 0) await deps.commit(ask.actor, {changes})
  // What was written shows, even before the live line tells.
  return changes.length > 0 && !effects.some(effect => effect.do === 'navigate' || effect.do === 'refresh') ? [...effects, {do: 'refresh'}] : effects
}

interface Where {readonly node: string; readonly event: string; /** from 1 */ readonly number: number; readonly action: string}

const wrong = (where: Where, why: Reason): Problem => problem('invalid-input', {why: reason('in-action', {...where, why})})
const brief = (value: Json | undefined): string => JSON.stringify(value ?? null).slice(0, 100)

interface Doing {
  readonly action: Action
  readonly where: Where
  readonly path: string
  value(name: 'to' | 'id' | 'data' | 'value' | 'text'): Json | undefined
  change(change: Change): void
  effect(effect: Effect): void
}

const handlers: Readonly<Record<Action['do'], (doing: Doing) => void>> = {
  navigate: doing => doing.effect({do: 'navigate', to: target(doing)}),
  open: doing => doing.effect({do: 'navigate', to: target(doing), newTab: true}),
  create: doing => doing.change({op: 'create', schema: schemaOf(doing), data: dataOf(doing)}),
  update: doing => doing.change({op: 'merge', schema: schemaOf(doing), id: idOf(doing), patch: dataOf(doing)}),
  archive: doing => doing.change({op: 'archive', schema: schemaOf(doing), id: idOf(doing)}),
  refresh: doing => doing.effect({do: 'refresh'}),
  notify: ({action, effect, value}) => effect({do: 'notify', text: String(value('text') ?? '').slice(0, 500), tone: action.tone ?? 'info'}),
  set: ({action, where, effect, value}) => {
    if (!action.param) throw wrong(where, reason('action-without-param'))
    const given = value('value')
    effect({do: 'set', param: action.param, value: given === undefined || given === null ? null : String(given).slice(0, 2000)})
  },
  macro: ({where}) => {
    throw problem('not-available', {why: reason('in-action', {...where, why: reason('action-without-macros')})})
  },
}

function target({where, path, value}: Doing): string {
  const to = value('to')
  const href = hrefOf(to, path)
  if (href === undefined) throw wrong(where, reason('action-leads-nowhere', {got: brief(to)}))
  return href
}

function schemaOf({action, where}: Doing): string {
  if (!action.schema) throw wrong(where, reason('action-without-schema'))
  return action.schema
}

function idOf({where, value}: Doing): string {
  const id = value('id')
  if (typeof id !== 'string' || id === '') throw wrong(where, reason('action-without-id', {got: brief(id)}))
  return id
}

function dataOf({where, value}: Doing): JsonObject {
  const data = value('data') ?? {}
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw wrong(where, reason('action-without-data', {got: brief(data)}))
  return data as JsonObject
}

function valueOf(action: Action, name: 'to' | 'id' | 'data' | 'value' | 'text', scope: Scope, where: Where): Json | undefined {
  const given = action[name]
  if (given === undefined) return undefined
  const computed = resolveExpressions(given, scope)
  if (!computed.ok) throw problem('invalid-input', {why: reason('in-action-member', {...where, member: `${name}${computed.pointer}`, why: reasonIn(computed)})})
  return computed.value
}

/** The item that a per-item event happened to, as the actor may read it. */
async function rowOf({reader, snippets}: PageDeps, {released, event, payload, actor}: EventAsk, nodeId: string): Promise<{readonly row?: JsonObject}> {
  const node = released.tree.nodes.get(nodeId)
  const per = node && snippets.get(node.snippet)?.events?.[event]?.per
  const schema = per === undefined ? undefined : node?.data?.[per]?.from
  if (schema === undefined) return {}
  const id = payload['row'] ?? payload['id']
  if (typeof id !== 'string') throw problem('invalid-input', {why: reason('event-without-item', {node: nodeId, event})})
  return {row: recordScope(await reader.get(actor, schema, id))}
}

function actionsOf(tree: Tree, nodeId: string, event: string): readonly Action[] | undefined {
  const on = tree.nodes.get(nodeId)?.on ?? {}
  return Object.hasOwn(on, event) ? on[event] : undefined
}

/** A page that was made from another tree may mean another thing by the same event: only what is still the same runs. */
function refuseChanged({formerTree}: EventDeps, {hash, released, event}: EventAsk, nodeId: string, actions: readonly Action[]): void {
  if (hash === '' || hash === released.hash) return
  const formerly = formerTree(hash)
  const former = formerly && actionsOf(formerly, nodeId, event)
  if (JSON.stringify(former) === JSON.stringify(actions)) return
  throw problem('screen-changed', {})
}

