/** `createReader`: the one door for reads. */
import {dayAt, zoneOfDays} from '../../ast/index.ts'
import type {JsonObject, WireRecord} from '../../schemas/index.ts'
import {entryFor, mayUse} from '../access/index.ts'
import {type Actor, userOf} from '../actor.ts'
import type {Catalog, CatalogEntry} from '../catalog/index.ts'
import {toWire, toWireJson, visibleData, visibleText} from '../commit/index.ts'
import {NotFound} from '../errors.ts'
import {knownZone} from '../known-zone.ts'
import type {PageQuery, PageText, Store, StoredPage, StoredRecord} from '../store/index.ts'
import {expandNames, fieldNames, limitOf, measured, sortKeys, wordsOf} from './check-ask.ts'
import {expandedRecords, type Expanded} from './expanded-records.ts'
import {createFilters} from './filter-of.ts'
import {invalidQuery} from './invalid-query.ts'
import type {ListRequest, Reader} from './reader.ts'

export interface ReaderDeps {readonly store: Store; readonly catalog: Catalog; readonly now?: () => Date}

type Ask = Pick<ListRequest, 'fields' | 'expand'>
interface ListAsk {readonly entry: CatalogEntry; readonly fields: Ask['fields']; readonly links: readonly (readonly [property: string, target: string])[]; readonly query: PageQuery}

export function createReader({store, catalog, now = () => new Date()}: ReaderDeps): Reader {
  const filters = createFilters()

  const readable = (actor: Actor, schema: string): CatalogEntry => entryFor(catalog, actor, 'read', schema)

  function queryOf(actor: Actor, request: ListRequest, entry: CatalogEntry): PageQuery {
    const q = wordsOf(request.q)
    const zone = zoneOf(request.zone ?? actor.timeZone ?? 'UTC')
    const filter = filters.of(request, entry, zone, () => ({user: userOf(actor), today: dayAt(now().getTime(), zone), ...request.scope, [zoneOfDays]: zone}))
    return {
      schema: entry.name, limit: limitOf(request.limit), sort: sortKeys(request.sort, entry), state: stateOf(request.state),
      ...(filter && {filter}), ...(q !== undefined && {q}), ...(request.cursor !== undefined && {cursor: request.cursor}),
    }
  }

  async function one(actor: Actor, schema: string, id: string, ask: Ask): Promise<{readonly entry: CatalogEntry; readonly record: StoredRecord; readonly fields: Ask['fields']; readonly expanded: Expanded | undefined}> {
    const entry = readable(actor, schema)
    const fields = fieldNames(ask.fields, entry)
    const links = expandNames(ask.expand, entry)
    const record = await store.get(schema, id)
    if (!record) throw new NotFound({detail: `${schema} ${id.slice(0, 80)}: there is no such record, or you may not see it`})
    const expanded = links.length === 0 ? undefined : await expandedRecords(store, catalog, actor, entry, links, [record])
    return {entry: readable(actor, schema), record, fields, expanded}
  }

  /** What is asked for, once it is known to be allowed. */
  function askOf(actor: Actor, request: ListRequest): ListAsk {
    const entry = readable(actor, request.schema)
    return {entry, fields: fieldNames(request.fields, entry), links: expandNames(request.expand, entry), query: queryOf(actor, request, entry)}
  }

  async function many(actor: Actor, {entry, links, query}: ListAsk): Promise<{readonly page: StoredPage; readonly entry: CatalogEntry; readonly expanded: Expanded | undefined}> {
    const page = await store.page(query)
    // What became secret while it was read does not leave the server.
    return {page, entry: readable(actor, entry.name), expanded: links.length === 0 ? undefined : await expandedRecords(store, catalog, actor, entry, links, page.items)}
  }

  async function manyAsText(actor: Actor, ask: ListAsk): Promise<PageText> {
    const {entry, fields, links, query} = ask
    if (!fields && links.length === 0 && entry.secrets.size === 0) {
      const text = await store.pageText(query)
      const shownBy = readable(actor, entry.name)
      return shownBy.secrets.size === 0 ? text : manyAsText(actor, {...ask, entry: shownBy})
    }
    const {page, entry: shownBy, expanded} = await many(actor, ask)
    return {...page, items: Buffer.from(page.items.map(record => wireJson(record, shownBy, fields, expanded)).join(',\n')).toString('latin1')}
  }

  return {
    async get(actor, schema, id, ask = {}) {
      const {entry, record, fields, expanded} = await one(actor, schema, id, ask)
      return wire(record, entry, fields, expanded)
    },
    async getJson(actor, schema, id, ask = {}) {
      const {entry, record, fields, expanded} = await one(actor, schema, id, ask)
      return {rev: record.rev, json: wireJson(record, entry, fields, expanded)}
    },
    async list(actor, request) {
      const ask = askOf(actor, request)
      const {page, entry, expanded} = await many(actor, ask)
      return {items: page.items.map(record => wire(record, entry, ask.fields, expanded)), next: page.next, prev: page.prev}
    },
    async listJson(actor, request) {
      const ask = askOf(actor, request)
      const {items, next, prev} = await manyAsText(actor, ask)
      const total = request.count === true ? `,"total":${await store.measure(unpaged(ask.query), {fn: 'count'}) ?? 0}` : ''
      return `{"items":[${items}],"next":${JSON.stringify(next)},"prev":${JSON.stringify(prev)}${total}}`
    },
    async measure(actor, request, measure) {
      const entry = readable(actor, request.schema)
      return store.measure(unpaged(queryOf(actor, {...request, limit: 1, sort: []}, entry)), measured(measure, entry))
    },
    async titles(actor, ids) {
      const titles: Record<string, string> = {}
      for (const [schema, wanted] of ids) {
        const entry = catalog.find(schema)
        if (!entry || wanted.size === 0 || !mayUse(actor, 'read', entry)) continue
        for (const record of await store.getMany(schema, [...wanted])) titles[record.id] = entry.titleOf(record.id, JSON.parse(record.doc) as JsonObject)
      }
      return titles
    },
    async search(actor, words, limit, schemas) {
      const q = wordsOf(words)
      if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) throw invalidQuery('limit', `expected a whole number from 1 to 100, got ${limit}`)
      // Where nothing is named, people look for what they work with, not for parts of Espalier.
      const asked = schemas ? [...new Set(schemas)].map(schema => readable(actor, schema)) : catalog.list().filter(entry => !entry.system && mayUse(actor, 'read', entry))
      return q === undefined || asked.length === 0 ? [] : store.search(q, asked.map(entry => entry.name), limit)
    },
    async history(actor, schema, id, limit, before) {
      readable(actor, schema)
      const events = await store.history(schema, id, limitOf(limit), before)
      const shownBy = readable(actor, schema)
      if (events.length === 0 && before === undefined) throw new NotFound({detail: `${schema} ${id.slice(0, 80)}: there is no such record, or you may not see it`})
      return events.map(event => (event.doc === null ? event : {...event, doc: visibleText(event.doc, shownBy)}))
    },
  }
}

function unpaged({cursor: _cursor, limit: _limit, sort: _sort, ...query}: PageQuery): Omit<PageQuery, 'cursor' | 'limit' | 'sort'> {
  return query
}

function zoneOf(text: string): string {
  const zone = knownZone(text)
  if (zone !== undefined) return zone
  throw invalidQuery('zone', `expected a time zone by its IANA name, such as Europe/Helsinki or UTC, got ${JSON.stringify(text.slice(0, 80))}`)
}

function stateOf(state: ListRequest['state']): NonNullable<ListRequest['state']> {
  if (state === undefined) return 'live'
  if (['live', 'archived', 'all'].includes(state)) return state
  throw invalidQuery('state', `expected live, archived or all, got ${JSON.stringify(state)}`)
}

function wire(record: StoredRecord, entry: CatalogEntry, fields: Ask['fields'], expanded: Expanded | undefined): WireRecord {
  const whole = toWire(record, entry)
  return {
    ...whole,
    ...(fields && {data: only(whole.data, fields)}),
    ...(expanded && {expanded: Object.fromEntries(expanded.of(record).map(([property, linked, to]) => [property, toWire(linked, to)]))}),
  }
}

function wireJson(record: StoredRecord, entry: CatalogEntry, fields: Ask['fields'], expanded: Expanded | undefined): string {
  const shown = fields ? {...record, doc: JSON.stringify(only(visibleData(record.doc, entry), fields))} : record
  const text = toWireJson(shown, entry)
  if (!expanded) return text
  const linked = expanded.of(record).map(([property, one, to]) => `"${property}":${toWireJson(one, to)}`)
  return `${text.slice(0, -1)},"expanded":{${linked.join(',')}}}`
}

const only = (data: JsonObject, fields: readonly string[]): JsonObject => Object.fromEntries(fields.filter(name => Object.hasOwn(data, name)).map(name => [name, data[name]!]))
