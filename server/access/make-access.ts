/** `makeAccess`: what a schema, a role and rules come to. */
import {matchesFilter} from '../../ast/index.ts'
import {flatSchema, type JsonObject, type Verb} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {readableSchema, type CatalogEntry} from '../catalog/index.ts'
import type {StoredRecord} from '../store/store.ts'
import type {Access, Rules} from './access.ts'
import {mayUse} from './may-use.ts'
import {titleBy} from './title-by.ts'

const verbs: readonly Verb[] = ['read', 'create', 'update', 'archive', 'purge']

export function makeAccess(actor: Actor, entry: CatalogEntry, {rows, hidden: kept = [], fixed: held = []}: Rules): Access {
  const {name, version, system, doc, source, secrets, spec} = entry
  const allowed = new Set(verbs.filter(verb => mayUse(actor, verb, entry)))
  const denied = new Set(kept)
  const fixed = new Set(held)
  const hidden = denied.size === 0 ? secrets : new Set([...secrets, ...denied])
  const schema = denied.size === 0 ? entry.readable : readableSchema(flatSchema(doc), hidden)
  const columns = new Map(spec.columns.filter(column => !hidden.has(column.name)).map(column => [column.name, column]))
  const isTold = spec.title.every(property => !denied.has(property)) && spec.columns.every(column => !column.search || !denied.has(column.name))
  const covers = (record: StoredRecord): boolean => rows === undefined || matchesFilter(rows, fieldsOf(record))
  const facts: {readonly [K in keyof Access]: Access[K]} = {
    name, version, system, schema, hidden, denied, fixed, rows, columns, covers,
    may: verb => allowed.has(verb),
    shape: [source.id, source.rev, ...[...denied].toSorted(), '-', ...[...fixed].toSorted()].join(' '),
    body: denied.size + fixed.size === 0 ? doc : readableSchema(flatSchema(doc), new Set([...denied, ...fixed])),
    links: hidden.size === 0 ? entry.links : new Map([...entry.links].filter(([property]) => !hidden.has(property))),
    words: isTold ? undefined : [...columns.values()].filter(({search, type}) => search && type === 'text').map(column => column.name),
    sees: rows === undefined ? () => allowed.has('read') : record => allowed.has('read') && covers(record),
    titleOf: titleBy(schema),
  }
  return Object.freeze(facts) as Access
}

/** As a filter names them: a property with the name of an own field cannot be asked for. */
function fieldsOf({id, rev, state, created_at, created_by, updated_at, updated_by, doc}: StoredRecord): JsonObject {
  return {...JSON.parse(doc) as JsonObject, id, rev, state, created_at, created_by, updated_at, updated_by}
}
