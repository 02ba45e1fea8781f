/** Loads one page of records, as the source and the address ask for it. */
import {evaluateExpression, type Filter} from '../../ast/index.ts'
import {titleOrder, titleProperties, type WireRecord} from '../../schemas/index.ts'
import type {ListResult} from '../../snippets/index.ts'
import type {Access} from '../access/index.ts'
import {Problem} from '../errors.ts'
import type {ListAnswer, ListRequest} from '../read/reader.ts'
import {askedList} from './asked-list.ts'
import {addressAction} from './event-handlers.ts'
import {hrefOf} from './href-of.ts'
import type {SourceAsk} from './source-ask.ts'
import {recordScope} from './page-scope.ts'
import {titlesOf} from './titles-of.ts'

const countedUpTo = 10_000
const choicesOfLink = 50
const linksWithChoices = 6

export async function loadList(ask: SourceAsk): Promise<ListResult> {
  const {deps, actor, source, need, scope, query, prefix} = ask
  const access = deps.access.accessOf(actor, source.from, 'read')
  const asked = askedList(need.fromAddress ? query : {}, prefix, access, actor.language)
  const sort = asked.sort ?? source.sort ?? []
  const limit = asked.limit ?? Math.min(200, Math.max(1, source.limit ?? 50))
  const also: Filter | undefined = asked.also
  const matching = {schema: access.name, ...(source.where && {filter: source.where, scope}), ...(also && {also}), ...(asked.q && {q: asked.q})}
  const request: ListRequest = {...matching, sort, limit, ...(source.fields && {fields: source.fields}), ...(source.expand && {expand: source.expand})}
  const [page, count, choices] = await Promise.all([
    listOrNearest(ask, request, asked.cursor),
    deps.reader.measure(actor, matching, {fn: 'count', cap: countedUpTo}),
    need.fromAddress ? loadChoices(ask, access, asked.filters) : {},
  ])
  const notices = [...asked.notices, ...(page.notice ? [page.notice] : [])]
  return {
    kind: 'list', schema: access.name, def: access.schema, items: page.items,
    titles: await titlesOf(deps, actor, access, page.items),
    hrefs: hrefsOf(ask, page.items),
    next: page.next, prev: page.prev,
    total: Math.min(count ?? 0, countedUpTo), more: (count ?? 0) > countedUpTo,
    ...(count === 0 && await leavesOut(ask) && {leavesOut: true as const}),
    asked: {sort: sort.join(','), q: asked.q, limit, cursor: page.cursor, filters: asked.filters},
    choices,
    may: {create: access.may('create'), update: access.may('update'), archive: access.may('archive')},
    ...(notices.length > 0 && {notice: notices.join(' ')}),
  }
}

/** Whether there are records, and the source's own condition keeps them out. */
async function leavesOut({deps, actor, source}: SourceAsk): Promise<boolean> {
  return source.where !== undefined && await deps.reader.measure(actor, {schema: source.from}, {fn: 'count', cap: 1}) !== 0
}

type Shown = ListAnswer & {readonly cursor: string; readonly notice?: string}

/** A cursor goes stale when the order changed: the first page is shown then. The rows of a page may have gone: then the last or the first that are there. Either is said. */
async function listOrNearest({deps, actor}: SourceAsk, request: ListRequest, cursor: string): Promise<Shown> {
  const at = async (place: string): Promise<Shown> => ({...await deps.reader.list(actor, place ? {...request, cursor: place} : request), cursor: place})
  if (!cursor) return await at('')
  try {
    const asked = await at(cursor)
    const nearest = asked.items.length === 0 ? asked.prev ?? asked.next : null
    if (nearest === null) return asked
    return {...await at(nearest), notice: `That page has no rows any more; this is the ${asked.prev === null ? 'first' : 'last'} one.`}
  } catch (error) {
    if (!(error instanceof Problem) || !error.errors.some(({pointer}) => pointer === '?cursor')) throw error
    return {...await at(''), notice: 'That page is not there any more; this is the first one.'}
  }
}

/** The address of each per-item event, in the order of items. Events that do more than go somewhere have none. */
function hrefsOf({deps, node, snippet, name, released, scope, path}: SourceAsk, items: readonly WireRecord[]): ListResult['hrefs'] {
  const hrefs: Record<string, readonly string[]> = {}
  for (const [event, spec] of Object.entries(snippet.events ?? {})) {
    const action = spec.per === name ? addressAction(node.on?.[event]) : undefined
    if (!action) continue
    let failure: string | undefined
    hrefs[event] = items.map(item => {
      const to = action.expression === undefined ? {ok: true as const, value: action.to} : evaluateExpression(action.expression, {...scope, row: recordScope(item)})
      if (to.ok) return hrefOf(to.value, path) ?? ''
      failure ??= to.message
      return ''
    })
    if (failure) deps.onError?.(new Error(`event ${event}: ${failure}`), {screen: released.screen.path, node: node.id})
  }
  return hrefs
}

/** For filters on enums and links: what can be chosen. Of links the first by title, where sorting by it is cheap, and always the one that is chosen now. */
async function loadChoices({deps, actor}: SourceAsk, access: Access, filters: {readonly [property: string]: string}): Promise<ListResult['choices']> {
  const enums = Object.entries(access.schema.properties).flatMap(([property, {enum: options}]) =>
    (options ? [[property, options.filter(option => option !== null).map(option => ({value: String(option), label: inWords(String(option))}))] as const] : []))
  const links = await Promise.all([...access.links].slice(0, linksWithChoices).map(async ([property, target]) => {
    const linked = deps.access.findAccess(actor, target, 'read')
    if (!linked) return []
    const [names, sort] = [titleProperties(linked.schema), titleOrder(linked.schema)]
    const indexed = sort.length > 0 && linked.columns.get(sort[0]!)?.index === true
    const chosen = filters[property]
    const [{items}, title]: [ListAnswer, Readonly<Record<string, string>>] = await Promise.all([
      deps.reader.list(actor, {schema: target, limit: choicesOfLink, ...(indexed && {sort}), ...(names.length > 0 && {fields: names})}),
      chosen ? deps.reader.titles(actor, new Map([[target, new Set([chosen])]])) : {},
    ])
    const offered = items.map(item => ({value: item.id, label: linked.titleOf(item.id, item.data)}))
    const missing = chosen !== undefined && !offered.some(({value}) => value === chosen)
    return [[property, missing ? [{value: chosen, label: title[chosen] ?? chosen}, ...offered] : offered] as const]
  }))
  return Object.fromEntries([...enums, ...links.flat()])
}

const inWords = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1).replaceAll('_', ' ')
