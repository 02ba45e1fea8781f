/** `createPutSchema`: puts a schema in force. */
import {nearestName} from '../../ast/index.ts'
import {flatSchema, isName, linkOf, parseRecordSchema, reason, refusal, type JsonObject, type RecordSchema, type Refusal, type SchemaData} from '../../schemas/index.ts'
import {onBehalfOf, type Actor} from '../actor.ts'
import {createTurns, type Commit} from '../commit/index.ts'
import {problem, type Problem} from '../errors.ts'
import {tableSpec, type Store} from '../store/index.ts'
import {breaksOf} from './breaks-of.ts'
import type {Catalog, CatalogEntry} from './catalog.ts'
import {countBreaks, type CountedBreak} from './count-breaks.ts'
import {createDataChecker} from './data-checker.ts'
import {droppedBy, type Dropped} from './dropped-by.ts'

export interface PutSchemaAnswer {readonly name: string; readonly version: number; readonly created: boolean; readonly breaks: readonly CountedBreak[]; readonly schema: RecordSchema}

/**
 * Only admins. The document is checked, its links must lead to schemas that are there, and what it breaks is refused with 409 `schema-breaks` (member `breaks`: kind,
 * code, pointer, params, message, records) unless accepted. The record and its table change in one commit; the whole system follows before the answer. The same document again changes nothing.
 */
export type PutSchema = (actor: Actor, name: string, doc: unknown, ask?: PutSchemaAsk) => Promise<PutSchemaAnswer>

/** `ifRev`: refuse with 412 when no such version is in force; `ifNotRev`: when one of these is, or any; `mustExist`: when none is. */
export interface PutSchemaAsk {readonly acceptBreaks?: boolean; readonly ifRev?: readonly number[]; readonly ifNotRev?: readonly number[] | 'any'; readonly mustExist?: boolean}

const mostSchemas = 500

export function createPutSchema({store, catalog, commit}: {readonly store: Store; readonly catalog: Catalog; readonly commit: Commit}): PutSchema {
  const turns = createTurns()
  return async (actor, name, given, ask = {}) => {
    if (actor.role !== 'admin' && actor.system !== true) throw problem('forbidden', {why: reason('admins-change-schemas', {schema: name, role: actor.role})})
    const schema = parse(name, given)
    // One version after the other: what each breaks depends on the one before.
    return turns.take(name, () => put(actor, name, schema, ask))
  }

  async function put(actor: Actor, name: string, schema: RecordSchema, {acceptBreaks = false, ...expected}: PutSchemaAsk): Promise<PutSchemaAnswer> {
    const entry = catalog.find(name)
    checkVersion(name, entry?.version, expected)
    if (entry?.system) throw problem('system-schema', {name})
    if (!entry && catalog.list().length >= mostSchemas) throw problem('too-many-schemas', {name, most: mostSchemas})
    checkLinks(catalog, name, schema)
    checkDefaults(name, schema)
    const stored = entry && (JSON.parse((await store.get('schema', entry.source.id))?.doc ?? '{}') as Partial<SchemaData>)
    checkBuried(name, schema, stored)
    // As text: the order of properties is the order of columns and fields.
    if (entry && JSON.stringify(entry.doc) === JSON.stringify(schema)) return {name, version: entry.version, created: false, breaks: [], schema}
    const breaks = entry ? await counted(store, entry, schema, stored?.dropped ?? []) : []
    if (breaks.length > 0 && !acceptBreaks) throw broken(name, breaks)
    const dropped = droppedBy(entry && {doc: entry.doc, dropped: stored?.dropped}, schema)
    const version = (entry?.version ?? 0) + 1
    const data = {name, version, doc: schema, ...(dropped.length > 0 && {dropped})} as unknown as JsonObject
    await commit(onBehalfOf(actor), {
      changes: [entry ? {op: 'replace', schema: 'schema', id: entry.source.id, ifRev: entry.source.rev, data} : {op: 'create', schema: 'schema', data}],
      tables: [tableSpec(name, schema)],
    })
    return {name, version, created: !entry, breaks, schema}
  }
}

function checkVersion(name: string, version: number | undefined, {ifRev, ifNotRev, mustExist}: Omit<PutSchemaAsk, 'acceptBreaks'>): void {
  if ((ifRev && !ifRev.includes(version ?? 0)) || (mustExist && version === undefined)) throw problem('stale-revision', {name, expected: ifRev ?? 'any', version})
  if (version === undefined || !ifNotRev) return
  if (ifNotRev === 'any' || ifNotRev.includes(version)) throw problem('stale-revision', {name, expected: ifNotRev === 'any' ? 'none' : 'another', version})
}

function parse(name: string, given: unknown): RecordSchema {
  if (!isName(name)) throw refuse(name.slice(0, 80), [refusal('not-a-name', '')])
  const parsed = parseRecordSchema(given)
  if (!parsed.ok) throw refuse(name, parsed.errors)
  if (parsed.schema['x-system'] === true) throw refuse(name, [refusal('only-for-own-schemas', '/x-system')])
  return parsed.schema
}

/** Links may lead to what people keep: never to sessions, nodes and the like, which would then be held fast by them. */
function checkLinks(catalog: Catalog, name: string, schema: RecordSchema): void {
  const targets = catalog.list().filter(entry => entry.doc['x-rights']?.archive !== null).map(entry => entry.name)
  const errors = Object.keys(schema.properties).flatMap(property => {
    const target = linkOf(property, schema)
    if (target === undefined || target === name || targets.includes(target)) return []
    return [refusal('link-to-nothing', `/properties/${property}/x-link`, {name: target, near: nearestName(target, targets)})]
  })
  if (errors.length > 0) throw refuse(name, errors)
}

/** A default that its own property refuses would stop every create. What rules for the whole record ask for is not known before one is sent. */
function checkDefaults(name: string, schema: RecordSchema): void {
  const given = Object.entries(flatSchema(schema).properties).filter(([, property]) => property.default !== undefined)
  if (given.length === 0) return
  const defaults = Object.fromEntries(given.map(([key, property]) => [key, property.default]))
  const errors = createDataChecker().check({title: schema.title, type: 'object', $defs: schema['$defs'] ?? {}, properties: Object.fromEntries(given)}, defaults)
    .map(error => ({...error, pointer: `/properties/${error.pointer.split('/')[1]}/default`}))
  if (errors.length > 0) throw refuse(name, errors)
}

/** What was secret once may be in stored records and history: its name cannot come back for all to see. */
function checkBuried(name: string, schema: RecordSchema, stored: Partial<SchemaData> | undefined): void {
  const errors = (stored?.dropped ?? [])
    .filter(one => one.secret && Object.hasOwn(schema.properties, one.name) && schema.properties[one.name]!['x-secret'] !== true)
    .map(one => refusal('secret-came-back', `/properties/${one.name}/x-secret`))
  if (errors.length > 0) throw refuse(name, errors)
}

async function counted(store: Store, entry: CatalogEntry, schema: RecordSchema, dropped: Dropped): Promise<readonly CountedBreak[]> {
  const breaks = breaksOf(entry.doc, schema, dropped.map(({name}) => name))
  return breaks.length > 0 ? countBreaks(store, entry.name, breaks, entry.doc, schema, createDataChecker()) : []
}

function broken(name: string, breaks: readonly CountedBreak[]): Problem {
  const errors = breaks.map(({pointer, code, params, records, more}) => refusal('schema-break', pointer, {why: {code, params}, records, more}))
  return problem('schema-breaks', {name}, {errors, more: {breaks}})
}

const refuse = (name: string, errors: readonly Refusal[]): Problem => problem('invalid-schema', {name}, {errors})
