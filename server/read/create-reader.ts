/** `createReader`: the one door for reads. */
import {dayAt, zoneOfDays} from '../../ast/index.ts'
import {reason, type JsonObject, type WireRecord} from '../../schemas/index.ts'
import type {Access, AccessOf} from '../access/index.ts'
import {type Actor, userOf} from '../actor.ts'
import type {Catalog} from '../catalog/index.ts'
import {toWire, toWireJson, visibleData, visibleText} from '../commit/index.ts'
import {problem, type Problem} from '../errors.ts'
import {knownZone} from '../known-zone.ts'
import type {PageQuery, PageText, Store, StoredPage, StoredRecord} from '../store/index.ts'
import {expandNames, fieldNames, limitOf, measured, sortKeys, wordsOf} from './check-ask.ts'
import {expandedRecords, type Expanded} from './expanded-records.ts'
import {createFilters} from './filter-of.ts'
import {invalidQuery} from './invalid-query.ts'
import {pastSeen} from './past-seen.ts'
import type {ListRequest, Reader} from './reader.ts'
import {searchRecords} from './search-records.ts'
import {seenQuery} from './seen-query.ts'

export interface ReaderDeps {readonly store: Store; readonly catalog: Catalog; readonly access: AccessOf; readonly now?: () => Date}

type Ask = Pick<ListRequest, 'fields' | 'expand'>
interface ListAsk {readonly access: Access; readonly fields: Ask['fields']; readonly links: readonly (readonly [property: string, target: string])[]; readonly query: PageQuery}

export function createReader({store, catalog, access: accesses, now = () => new Date()}: ReaderDeps): Reader {
  const filters = createFilters()

  const {accessOf, findAccess} = accesses

  const readable = (actor: Actor, schema: string): Access => accessOf(actor, schema, 'read')

  function queryOf(actor: Actor, request: ListRequest, access: Access): PageQuery {
    const q = wordsOf(request.q)
    const zone = zoneOf(request.zone ?? actor.timeZone ?? 'UTC')
    const filter = filters.of(request, access, zone, () => ({user: userOf(actor), today: dayAt(now().getTime(), zone), ...request.scope, [zoneOfDays]: zone}))
    return {
      schema: access.name, limit: limitOf(request.limit), sort: sortKeys(request.sort, access), state: stateOf(request.state),
      ...(filter && {filter}), ...(q !== undefined && {q}), ...(request.cursor !== undefined && {cursor: request.cursor}),
    }
  }

  async function one(actor: Actor, schema: string, id: string, ask: Ask): Promise<{readonly access: Access; readonly record: StoredRecord; readonly fields: Ask['fields']; readonly expanded: Expanded | undefined}> {
    const asked = readable(actor, schema)
    const fields = fieldNames(ask.fields, asked)
    const links = expandNames(ask.expand, asked)
    const record = await store.get(schema, id)
    if (!record || !asked.sees(record)) throw noSuchRecord(schema, id)
    const expanded = links.length === 0 ? undefined : await expandedRecords(store, accesses, actor, asked, links, [record])
    return {access: readable(actor, schema), record, fields, expanded}
  }

  /** What is asked for, once it is known to be allowed. */
  function askOf(actor: Actor, request: ListRequest): ListAsk {
    const access = readable(actor, request.schema)
    return {access, fields: fieldNames(request.fields, access), links: expandNames(request.expand, access), query: queryOf(actor, request, access)}
  }

  async function many(actor: Actor, {access, links, query}: ListAsk): Promise<{readonly page: StoredPage; readonly access: Access; readonly expanded: Expanded | undefined}> {
    const page = await store.page(seenQuery(query, access))
    // What became secret while it was read does not leave the server.
    return {page, access: readable(actor, access.name), expanded: links.length === 0 ? undefined : await expandedRecords(store, accesses, actor, access, links, page.items)}
  }

  async function manyAsText(actor: Actor, ask: ListAsk): Promise<PageText> {
    const {access, fields, links, query} = ask
    if (!fields && links.length === 0 && access.hidden.size === 0) {
      const text = await store.pageText(seenQuery(query, access))
      const shownBy = readable(actor, access.name)
      return shownBy.hidden.size === 0 ? text : manyAsText(actor, {...ask, access: shownBy})
    }
    const {page, access: shownBy, expanded} = await many(actor, ask)
    return {...page, items: Buffer.from(page.items.map(record => wireJson(record, shownBy, fields, expanded)).join(',\n')).toString('latin1')}
  }

  return {
    async get(actor, schema, id, ask = {}) {
      const {access, record, fields, expanded} = await one(actor, schema, id, ask)
      return wire(record, access, fields, expanded)
    },
    async getJson(actor, schema, id, ask = {}) {
      const {access, record, fields, expanded} = await one(actor, schema, id, ask)
      return {rev: record.rev, json: wireJson(record, access, fields, expanded)}
    },
    async list(actor, request) {
      const ask = askOf(actor, request)
      const {page, access, expanded} = await many(actor, ask)
      return {items: page.items.map(record => wire(record, access, ask.fields, expanded)), next: page.next, prev: page.prev}
    },
    async listJson(actor, request) {
      const ask = askOf(actor, request)
      const {items, next, prev} = await manyAsText(actor, ask)
      const total = request.count === true ? `,"total":${await store.measure(unpaged(seenQuery(ask.query, ask.access)), {fn: 'count'}) ?? 0}` : ''
      return `{"items":[${items}],"next":${JSON.stringify(next)},"prev":${JSON.stringify(prev)}${total}}`
    },
    async measure(actor, request, measure) {
      const access = readable(actor, request.schema)
      return store.measure(unpaged(seenQuery(queryOf(actor, {...request, limit: 1, sort: []}, access), access)), measured(measure, access))
    },
    async titles(actor, ids) {
      const titles: Record<string, string> = {}
      for (const [schema, wanted] of ids) {
        const access = findAccess(actor, schema, 'read')
        if (!access || wanted.size === 0) continue
        for (const record of await store.getMany(schema, [...wanted])) if (access.sees(record)) titles[record.id] = access.titleOf(record.id, visibleData(record.doc, access))
      }
      return titles
    },
    async search(actor, words, limit, schemas) {
      const q = wordsOf(words)
      if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) throw invalidQuery('limit', reason('not-in-range', {least: 1, most: 100, got: String(limit)}))
      // Where nothing is named, people look for what they work with, not for parts of Espalier.
      const asked = schemas ? [...new Set(schemas)].map(schema => readable(actor, schema)) : catalog.list().flatMap(({name, system}) => (system ? [] : findAccess(actor, name, 'read') ?? []))
      return q === undefined || asked.length === 0 ? [] : searchRecords(store, asked, q, limit)
    },
    async history(actor, schema, id, limit, before) {
      const events = await pastSeen(store, readable(actor, schema), id, limitOf(limit), before)
      const shownBy = readable(actor, schema)
      if (events === undefined || (events.length === 0 && before === undefined)) throw noSuchRecord(schema, id)
      return events.map(event => (event.doc === null ? event : {...event, doc: visibleText(event.doc, shownBy)}))
    },
  }
}

const noSuchRecord = (schema: string, id: string): Problem => problem('not-found', {why: reason('no-such-record', {schema, id: id.slice(0, 80)})})

function unpaged({cursor: _cursor, limit: _limit, sort: _sort, ...query}: PageQuery): Omit<PageQuery, 'cursor' | 'limit' | 'sort'> {
  return query
}

function zoneOf(text: string): string {
  const zone = knownZone(text)
  if (zone !== undefined) return zone
  throw invalidQuery('zone', reason('unknown-zone', {got: JSON.stringify(text.slice(0, 80))}))
}

function stateOf(state: ListRequest['state']): NonNullable<ListRequest['state']> {
  if (state === undefined) return 'live'
  if (['live', 'archived', 'all'].includes(state)) return state
  throw invalidQuery('state', reason('unknown-state', {got: JSON.stringify(state)}))
}

function wire(record: StoredRecord, access: Access, fields: Ask['fields'], expanded: Expanded | undefined): WireRecord {
  const whole = toWire(record, access)
  return {
    ...whole,
    ...(fields && {data: only(whole.data, fields)}),
    ...(expanded && {expanded: Object.fromEntries(expanded.of(record).map(([property, linked, to]) => [property, toWire(linked, to)]))}),
  }
}

function wireJson(record: StoredRecord, access: Access, fields: Ask['fields'], expanded: Expanded | undefined): string {
  const shown = fields ? {...record, doc: JSON.stringify(only(visibleData(record.doc, access), fields))} : record
  const text = toWireJson(shown, access)
  if (!expanded) return text
  const linked = expanded.of(record).map(([property, one, to]) => `"${property}":${toWireJson(one, to)}`)
  return `${text.slice(0, -1)},"expanded":{${linked.join(',')}}}`
}

const only = (data: JsonObject, fields: readonly string[]): JsonObject => Object.fromEntries(fields.filter(name => Object.hasOwn(data, name)).map(name => [name, data[name]!]))
