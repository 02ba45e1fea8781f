/** `createCatalog`: loads the schemas in force, mirrors Espalier's own into the store, and follows every change. */
import {v7} from 'uuid'
import {nearestName} from '../../ast/index.ts'
import type {RecordSchema, SchemaData} from '../../schemas/index.ts'
import {systemActor} from '../actor.ts'
import {problem} from '../errors.ts'
import {tableSpec, type Store, type StoredRecord, type StoreWrite} from '../store/index.ts'
import {catalogEntry} from './catalog-entry.ts'
import type {Catalog, CatalogEntry} from './catalog.ts'
import {createDataChecker} from './data-checker.ts'
import {droppedBy} from './dropped-by.ts'

export interface CatalogDeps {
  readonly store: Store
  /** Espalier's own schemas by name; `schema` is among them. */
  readonly system: Readonly<Record<string, RecordSchema>>
  readonly now?: () => Date
  readonly newId?: () => string
}

/**
 * Resolves when every system schema has its table and its `schema` record. Follows `schema` events before the commit that made them is answered.
 * Writes to the store itself, not through the door for writes: the door cannot check anything before this is done.
 */
export async function createCatalog({store, system, now = () => new Date(), newId = v7}: CatalogDeps): Promise<Catalog & {close(): void}> {
  const checker = createDataChecker()
  const entries = new Map<string, CatalogEntry>()
  const names = new Map<string, string>()
  let sorted: readonly CatalogEntry[] | undefined

  const put = (source: CatalogEntry['source'], data: SchemaData): void => {
    drop(source.id)
    entries.set(data.name, catalogEntry(source, data, checker))
    names.set(source.id, data.name)
    sorted = undefined
  }
  const drop = (id: string): void => {
    const name = names.get(id)
    const entry = name === undefined ? undefined : entries.get(name)
    if (entry) checker.forget(entry.doc)
    if (name !== undefined) entries.delete(name)
    names.delete(id)
    sorted = undefined
  }

  await store.commit({at: now().toISOString(), by: systemActor.id, writes: [], tables: [tableSpec('schema', system['schema']!)]})
  const stored = await storedSchemas(store)
  await mirror(store, system, stored, now, newId)
  for (const record of await storedSchemas(store)) put(record, JSON.parse(record.doc) as SchemaData)

  const unfollow = store.onCommit(({changes}) => {
    for (const {schema, id, rev, op, doc} of changes) {
      if (schema !== 'schema') continue
      if (doc === null || op === 'archive' || op === 'remove' || op === 'purge') drop(id)
      else put({id, rev}, JSON.parse(doc) as SchemaData)
    }
  })

  return {
    find: name => entries.get(name),
    get(name) {
      const entry = entries.get(name)
      if (entry) return entry
      throw problem('unknown-schema', {name: name.slice(0, 80), near: nearestName(name, entries.keys())})
    },
    list: () => (sorted ??= [...entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))),
    close: unfollow,
  }
}

async function storedSchemas(store: Store): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = []
  let cursor: string | null = null
  do {
    const page = await store.page({schema: 'schema', limit: 1_000, ...(cursor !== null && {cursor})})
    found.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return found
}

/** One commit brings all that differs, and lets every table follow its schema: a newer Espalier may lay out an old schema differently. */
async function mirror(store: Store, system: CatalogDeps['system'], stored: readonly StoredRecord[], now: () => Date, newId: () => string): Promise<void> {
  const known = new Map(stored.map(record => {
    const data = JSON.parse(record.doc) as StoredSchema
    return [data.name, {record, data}]
  }))
  const writes: StoreWrite[] = []
  for (const [name, doc] of Object.entries(system)) {
    const before = known.get(name)
    if (before && before.data.doc['x-system'] !== true) throw new Error(`catalog: Espalier now has a schema "${name}" of its own, but the data has another of that name; export and rename yours with the version before, then start again`)
    if (before && JSON.stringify(before.data.doc) === JSON.stringify(doc)) continue
    const dropped = droppedBy(before?.data, doc)
    const text = JSON.stringify({name, version: (before?.data.version ?? 0) + 1, doc, ...(dropped.length > 0 && {dropped})})
    writes.push(before ? {op: 'update', schema: 'schema', id: before.record.id, fromRev: before.record.rev, doc: text} : {op: 'create', schema: 'schema', id: newId(), doc: text})
  }
  const docs = new Map([...[...known].map(([name, {data}]) => [name, data.doc] as const), ...Object.entries(system)])
  const tables = [...docs].map(([name, doc]) => tableSpec(name, doc))
  const outcome = await store.commit({at: now().toISOString(), by: systemActor.id, writes, tables, note: 'Espalier\'s own schemas'})
  if (!outcome.ok) throw new Error(`catalog: Espalier's own schemas could not be stored: ${JSON.stringify(outcome.failure)}`)
}

type StoredSchema = Omit<SchemaData, 'doc'> & {readonly doc: RecordSchema}
