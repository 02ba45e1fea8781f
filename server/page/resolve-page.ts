/** Resolves a screen for one viewer and one address: what is hidden goes, expressions become values, sources are loaded together. */
import {childrenOf, evaluateExpression, findNode, type Scope, type UiNode} from '../../ast/index.ts'
import type {PageNode, PageState} from '../../runtime/page.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {ListResult, RecordResult, Snippet, SourceResult} from '../../snippets/index.ts'
import type {Actor} from '../actor.ts'
import type {ReleasedScreen} from '../screens/screens.ts'
import {eventHandlers} from './event-handlers.ts'
import {screenHref} from './href-of.ts'
import {loadSource} from './load-source.ts'
import {nodeProps} from './node-props.ts'
import type {PageDeps} from './page-deps.ts'
import {pageScope, recordScope} from './page-scope.ts'
import {ownPrefix, queryPrefixes} from './query-prefixes.ts'
import {createTurn} from '../turn.ts'
import {failureOf, isOrdinary, unbound} from './source-failure.ts'

export interface PageAsk {
  readonly actor: Actor
  readonly released: ReleasedScreen
  /** From the screen's path. */
  readonly params: Readonly<Record<string, string>>
  /** The screen's path with its parameters filled in: `/companies/0190…`, without `/app`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** For the designer's canvas: hidden nodes show, repeated ones stand once, and failures say why. */
  readonly designing?: boolean
}

export interface ResolvedPage {
  readonly state: PageState
  /** What a node's expressions may speak of, by the node's id on the page. */
  readonly scopes: ReadonlyMap<string, Scope>
}

const maxNodes = 2000
const maxItems = 200

interface Inherited {
  readonly scope: Scope
  /** The nearest record on the way to the root. */
  readonly record: Promise<JsonObject | null> | undefined
  /** Ends the ids of a repeated node and of all below it. */
  readonly suffix: string
}

/** Never fails because of what stands on the screen: failures are contained at their node. `only`: resolves no other nodes than these, and none but their record sources. */
export async function resolvePage(deps: PageDeps, ask: PageAsk, only?: ReadonlySet<string>): Promise<ResolvedPage> {
  const {released, designing = false} = ask
  const {screen, tree} = released
  // Before anything is read: live messages after it are news.
  const seq = deps.seq()
  const timeZone = ask.actor.timeZone ?? deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const actor = {...ask.actor, timeZone, language: ask.actor.language ?? deps.locale ?? 'en'}
  const path = screenHref(ask.path)
  const prefixes = queryPrefixes(tree, deps.snippets)
  const scopes = new Map<string, Scope>()
  const schemas = new Set<string>()
  const linked = new Set<string>()
  const turn = createTurn()
  let budget = maxNodes

  const fail = (node: UiNode) => (error: unknown): void => deps.onError?.(error, {screen: screen.path, node: node.id})

  const repeat = async (node: UiNode, parentId: string | null, inherited: Inherited): Promise<readonly PageNode[]> => {
    if (only && !only.has(node.id)) return []
    if (node.each === undefined) return await resolve(node, parentId, inherited, node.order)
    const known = await scopeFor(node.each, inherited)
    while (turn.isOver()) await turn.next()
    const list = evaluateExpression(node.each, known)
    const items = list.ok && Array.isArray(list.value) ? list.value.slice(0, maxItems) : []
    if (!list.ok) fail(node)(new Error(`each: ${list.message}`))
    else if (!Array.isArray(list.value)) fail(node)(new Error(`each: expected a list, got ${JSON.stringify(list.value)?.slice(0, 80)}`))
    if (designing) return await resolve(node, parentId, {...inherited, scope: {...inherited.scope, item: items[0] ?? {}, index: 0}}, node.order)
    const keys = keysOf(items)
    const copies = await Promise.all(items.map((item: unknown, index) => resolve(
      node, parentId,
      {...inherited, scope: {...inherited.scope, item, index}, suffix: `${inherited.suffix}~${keys[index]}`},
      // A space sorts before all digits of an order: copies stand where the node stands, in the order of items.
      `${node.order} ${String(index).padStart(3, '0')}`,
    )))
    return copies.flat()
  }

  const resolve = async (node: UiNode, parentId: string | null, inherited: Inherited, order: string): Promise<readonly PageNode[]> => {
    if (node.when !== undefined && !designing) {
      const known = await scopeFor(node.when, inherited)
      while (turn.isOver()) await turn.next()
      const shown = evaluateExpression(node.when, known)
      if (!shown.ok) fail(node)(new Error(`when: ${shown.message}`))
      if (!shown.ok || shown.value !== true) return []
    }
    if (--budget < 0) {
      if (budget === -1) fail(node)(new Error(`the page has more than ${maxNodes} nodes; this one and those after it are left out`))
      return []
    }
    const id = node.id + inherited.suffix
    const snippet = deps.snippets.get(node.snippet)
    const known = prefixes.get(node.id)
    const prefix = known === undefined || inherited.suffix === '' ? known : ownPrefix(id)
    const loading = loadAll(node, snippet, prefix ?? '', inherited.scope)
    const record = ownRecord(node, snippet, loading) ?? inherited.record
    const below = Promise.all(childrenOf(tree, node.id).map(child => repeat(child, id, {...inherited, record})))
    const scope = await scopeFor(JSON.stringify([node.props, node.on]), {...inherited, record}, only !== undefined)
    scopes.set(id, scope)
    while (turn.isOver()) await turn.next()
    const props = nodeProps(node.props, snippet?.props ?? {}, scope, path, fail(node))
    const on = eventHandlers(node, snippet, scope, path, fail(node))
    const data = Object.fromEntries((await Promise.all([...loading].map(async ([name, result]) => [name, await result] as const))).filter(([, result]) => result !== undefined)) as {[source: string]: SourceResult}
    for (const result of Object.values(data)) if ('schema' in result) follow(result)
    return [{
      id, screen_id: node.screen_id, parent_id: parentId, slot: node.slot, order, snippet: node.snippet, props,
      ...(Object.keys(data).length > 0 && {data}),
      ...(Object.keys(on).length > 0 && {on}),
      ...(prefix && {prefix}),
    }, ...(await below).flat()]
  }

  const loadAll = (node: UiNode, snippet: Snippet | undefined, prefix: string, scope: Scope): ReadonlyMap<string, Promise<SourceResult | undefined>> => {
    const loading = new Map<string, Promise<SourceResult | undefined>>()
    for (const [name, need] of Object.entries(snippet?.data ?? {})) {
      if (!snippet || (only && need.kind !== 'record')) continue
      const source = node.data?.[name]
      if (source?.from && need.kind === 'number') schemas.add(source.from)
      const result = loadSource({deps, actor, released, node, snippet, name, need, source, scope, path, query: ask.query, prefix})
      loading.set(name, result.then(found => found ?? (need.required ? unbound : undefined), (error: unknown) => {
        if (!isOrdinary(error)) fail(node)(error)
        return failureOf(error, designing)
      }))
    }
    return loading
  }

  const follow = ({schema, titles}: ListResult | RecordResult): void => {
    schemas.add(schema)
    if (Object.keys(titles).length > 0) for (const target of deps.access.findAccess(actor, schema)?.links.values() ?? []) linked.add(target)
  }

  const root = findNode(tree, tree.rootId)
  const nodes = root ? await repeat({...root, each: undefined}, null, {scope: pageScope({screen, actor, params: ask.params, query: ask.query, at: deps.now()}), record: undefined, suffix: ''}) : []
  const all = deps.assets.snippets()
  const scripts = Object.fromEntries([...new Set(nodes.map(node => node.snippet))].flatMap(name => all[name] ? [[name, all[name]]] : []))
  return {
    state: {
      hash: released.hash, seq,
      context: {
        screen: {id: screen.id, path: screen.path, title: screen.title}, path, query: ask.query, locale: actor.language, timeZone,
        viewer: {id: actor.id, name: actor.name, email: actor.email, role: actor.role},
        ...(designing && {designing: true}),
      },
      nodes, schemas: [...schemas], linked: [...linked].filter(schema => !schemas.has(schema)), scripts,
    },
    scopes,
  }
}

/** The scope with the nearest record, awaited only where the expressions speak of it: nothing else waits for data. */
async function scopeFor(texts: string, {scope, record}: Inherited, always = false): Promise<Scope> {
  if (!record || !(always || /\brecord\b/.test(texts))) return scope
  return {...scope, record: await record}
}

/** Of the node's first record source that is bound. A new record is null. */
function ownRecord(node: UiNode, snippet: Snippet | undefined, loading: ReadonlyMap<string, Promise<SourceResult | undefined>>): Promise<JsonObject | null> | undefined {
  const name = Object.entries(snippet?.data ?? {}).find(([source, need]) => need.kind === 'record' && node.data?.[source] !== undefined)?.[0]
  return name === undefined ? undefined : loading.get(name)?.then(result => result?.kind === 'record' && result.record ? recordScope(result.record) : null)
}

/** Each item's own: its id where it has one, else its place. */
function keysOf(items: readonly unknown[]): readonly string[] {
  const keys = new Set<string>()
  for (const [index, item] of items.entries()) {
    const id = typeof item === 'object' && item !== null ? (item as {readonly id?: unknown}).id : undefined
    keys.add(typeof id === 'string' && /^[\w-]{1,64}$/.test(id) && !keys.has(id) ? id : `${index}.`)
  }
  return [...keys]
}
