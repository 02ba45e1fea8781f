/** `createSqliteStore`: a tenant as one SQLite file. Writes run in one thread, what may scan in others; what an index answers is read right here. */
import {mkdir, stat, statfs} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import type {SearchHit, Store, StoredRecord, TableSpec} from '../store.ts'
import {createCommits} from './commits.ts'
import {createFile} from './create-file.ts'
import {listDuplicates} from './duplicates.ts'
import {createEventLog} from './event-log.ts'
import {lockFile} from './file-lock.ts'
import {createFitness, type FitnessInit} from './fitness.ts'
import {registerFunctions} from './functions.ts'
import {recordColumns} from './layout.ts'
import {loadSpecs} from './load-specs.ts'
import {migrate} from './migrate.ts'
import {nameLiteral, tableName} from './names.ts'
import {inspectFile, openForReading, openForWriting} from './open-tenant.ts'
import {openingProblem} from './opening-problem.ts'
import {createPages} from './pages.ts'
import {createReaderPool} from './reader-pool.ts'
import {matchOf, wordsOf} from './search-words.ts'
import {createStatementCache} from './statement-cache.ts'
import {threadEntry} from './thread-entry.ts'
import {codeOf, watchFailures} from './watch-failures.ts'
import {createWriterPort} from './writer-port.ts'

export interface SqliteStoreInit {
  readonly file: string
  /** Threads for slow queries; one more serves quick ones. */
  readonly readers?: number
  /** How long a query may take before it is given up, in milliseconds. */
  readonly queryLimitMs?: number
  /** Commits that may wait for the writer, and the bytes of their documents. */
  readonly maxQueued?: number
  readonly maxQueuedBytes?: number
  /** Bounds the size of the file, in pages of 4 KB. */
  readonly maxPages?: number
  /** Schemas that are written also when the disk is full, into room that is held in reserve for them. */
  readonly urgent?: readonly string[]
  /** The disk or the file fails, or does so no longer. `code` is SQLite's. */
  readonly onTrouble?: FitnessInit['onTurn']
  /** What a listener threw; the commit stands all the same. */
  readonly onListenerError?: (error: unknown) => void
  /** Told of a migration that is under way. */
  readonly onProgress?: ((line: string) => void) | undefined
}

const maxSearchHits = 100
const maxEvents = 1000

/**
 * Makes the folder and the file where they are missing, and migrates a file of an older layout. Rejects, touching nothing, when the file is not ours, is of a newer layout, or is served by
 * another process already.
 */
export async function createSqliteStore(init: SqliteStoreInit): Promise<Store> {
  const file = resolve(init.file)
  let unlock: (() => void) | undefined
  try {
    inspectFile(file)
    await mkdir(dirname(file), {recursive: true, mode: 0o700})
    unlock = lockFile(file)
    createFile(file, init.maxPages)
    return await openStore(file, init, unlock)
  } catch (error) {
    unlock?.()
    throw openingProblem(file, error)
  }
}

async function openStore(file: string, init: SqliteStoreInit, unlock: () => void): Promise<Store> {
  const {
    readers = 1, queryLimitMs = 10_000, maxQueued = 5000, maxQueuedBytes = 64 * 1024 * 1024, maxPages, urgent = [], onListenerError = console.error, onTrouble = () => {}, onProgress,
  } = init
  await makeReady(file, maxPages, onProgress)
  const entry = await threadEntry('store-writer')
  const db = openForReading(file)
  registerFunctions(db, () => {})
  const statements = createStatementCache(db)
  const pool = createReaderPool(file, {slowReaders: readers, limitMs: queryLimitMs, maxWaiting: 1000})
  let specs: ReadonlyMap<string, TableSpec> = new Map()
  const specOf = (schema: string): TableSpec => {
    const spec = specs.get(schema)
    if (!spec) throw new Error(`store: expected a schema that has a table, got ${JSON.stringify(schema)}; commit its TableSpec first`)
    return spec
  }
  const pages = createPages(db, statements, pool, specOf)
  const log = createEventLog(statements)
  const commits = await createCommits({
    start: events => createWriterPort(entry, {file, maxPages, urgent}, {maxQueued, maxQueuedBytes}, events),
    head: log.head,
    commitsAfter: log.commitsAfter,
    onTables: tables => {
      specs = tables ? new Map([...specs, ...tables.map(spec => [spec.schema, spec] as const)]) : loadSpecs(db)
      pages.forgetPlans()
    },
    onListenerError,
  }).catch(error => {
    db.close()
    throw error
  })

  const getMany = (schema: string, ids: readonly string[]): readonly StoredRecord[] =>
    statements.prepare(`SELECT ${recordOf(schema)} WHERE id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids)) as StoredRecord[]
  const recordOf = (schema: string): string => `id, ${nameLiteral(schema)} AS schema, ${recordColumns.replace('id, ', '')} FROM ${tableName(specOf(schema).schema)}`

  const fitness = createFitness({
    probe: () => commits.probe().catch(codeOf),
    inspect: () => pool.run('inspect', 'slow', {job: 'rows', sql: 'PRAGMA quick_check(1)', params: []}).then(rows => (String(rows[0]) === 'ok' ? '' : 'SQLITE_CORRUPT'), codeOf),
    freeBytes: () => statfs(dirname(file)).then(({bavail, bsize}) => bavail * bsize),
    onTurn: onTrouble,
  })

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await commits.drain()
    await pool.close()
    // Before the writer, so that it is the last to leave and takes the log with it.
    db.close()
    await commits.close()
    unlock()
  }

  const work = watchFailures({
    commit: commits.commit,
    page: pages.page,
    pageText: pages.pageText,
    measure: pages.measure,
    get: async (schema, id) => statements.prepare(`SELECT ${recordOf(schema)} WHERE id = ?`).all(id)[0] as StoredRecord | undefined,
    getMany: async (schema, ids) => getMany(schema, ids),
    findBy: async (schema, property, value) => {
      const {items} = await pages.page({schema, filter: {op: 'eq', field: property, value}, limit: 1})
      return items[0]
    },
    search: async (words, schemas, limit) => {
      const typed = wordsOf(words)
      const known = new Set(schemas.filter(schema => specs.has(schema)))
      if (typed.length === 0 || known.size === 0) return []
      const among = known.size === specs.size ? null : [...known]
      const rows = await pool.run(among ? 'search some' : 'search all', 'quick', {job: 'search', match: matchOf(typed), words: typed, schemas: among, limit: Math.min(limit, maxSearchHits)})
      return rows as readonly SearchHit[]
    },
    duplicates: async schema => listDuplicates(statements, specOf(schema)),
    history: async (schema, id, limit, beforeSeq = Number.MAX_SAFE_INTEGER) => log.history(schema, id, Math.min(limit, maxEvents), beforeSeq),
    events: async (after, limit) => log.after(after, Math.min(limit, maxEvents)),
    changesOf: async events => events.map(log.changeOf),
    commitOf: async (commit, after) => log.commitOf(commit, after ?? 0, maxEvents),
    commitsCausedBy: async (cause, limit, after) => log.causedBy(cause, Math.min(limit, maxEvents), after),
  }, fitness.note)

  return {
    ...work,
    seq: commits.seq,
    onCommit: commits.onCommit,
    health: async () => ({seq: commits.seq(), walBytes: await stat(`${file}-wal`).then(info => info.size, () => 0), queued: commits.queued(), trouble: await fitness.check()}),
    trouble: fitness.trouble,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Takes in what a crash left in the log, and migrates, before anyone reads. */
async function makeReady(file: string, maxPages: number | undefined, onProgress: SqliteStoreInit['onProgress']): Promise<void> {
  const db = openForWriting(file, maxPages)
  try {
    await migrate(db, onProgress)
  } finally {
    db.close()
  }
}
