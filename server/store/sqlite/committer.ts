/** `createCommitter`: applies declarative commits to the database, each all or nothing, inside a transaction that the caller holds. Runs in the writer thread. */
import type {Database} from 'better-sqlite3'
import type {CommitFailure, StoreCommit, StoredRecord, StoreWrite, TableSpec} from '../store.ts'
import {loadOpenUniques} from './duplicates.ts'
import {closeUnique, followTable} from './follow-table.ts'
import {forgetKeys, recallKey, rememberKey} from './idempotency.ts'
import {createLinkChecks} from './link-checks.ts'
import {loadSpecs} from './load-specs.ts'
import {createRecordWriter} from './record-writer.ts'
import {Refused} from './refused.ts'
import {createSearchIndex} from './search-index.ts'
import {createStatementCache} from './statement-cache.ts'
import {createUniqueChecks} from './unique-checks.ts'

/** `first`: the seq of its first event; there are as many events as records. Replayed: the events of long ago. */
export interface Applied {readonly first: number; readonly last: number; readonly commit: number; readonly records: readonly StoredRecord[]; readonly replayed: boolean}
export type ApplyResult = {readonly ok: true; readonly applied: Applied} | {readonly ok: false; readonly failure: CommitFailure}

export interface Committer {
  /** Begins a transaction. */
  begin(): void
  /** Throws what SQLite throws when the disk fails, and then the transaction is over or must be rolled back. */
  apply(commit: StoreCommit): ApplyResult
  /** Makes all that was applied durable. */
  end(): void
  rollback(): void
  seq(): number
}

/** `onPurge`: within the transaction, after a commit that purges. */
export function createCommitter(db: Database, onPurge: () => void = () => {}): Committer {
  const statements = createStatementCache(db)
  let specs = loadSpecs(db)
  let heads = loadHeads(db)
  let open = loadOpenUniques(db)
  let before = {specs, heads, open}
  const uniques = createUniqueChecks(statements, () => open, (spec, property) => {
    closeUnique(db, spec, property)
    open = loadOpenUniques(db)
  })
  const search = createSearchIndex(statements)

  const apply = (commit: StoreCommit): ApplyResult => {
    const key = commit.idempotency
    if (key) {
      const known = recallKey(statements, commit.by, key, commit.at)
      if (known === 'reused') return {ok: false, failure: {kind: 'key-reused'}}
      if (known) return {ok: true, applied: known}
      forgetKeys(statements, commit.at)
    }
    if (commit.tables?.length) {
      specs = followTables(db, specs, commit.tables)
      open = loadOpenUniques(db)
    }
    const specOf = (schema: string): TableSpec => {
      const spec = specs.get(schema)
      if (!spec) throw new Error(`store: expected the table of schema ${JSON.stringify(schema)} to be there, got a commit that does not bring it; put its TableSpec into \`tables\` of this commit or an earlier one`)
      return spec
    }
    const links = createLinkChecks(statements, specs)
    const writer = createRecordWriter(statements, specOf, links, uniques, commit)
    for (const expected of commit.expect ?? []) writer.expect(expected)
    const first = heads.seq + 1
    const number = commit.writes.length > 0 ? heads.commit + 1 : heads.commit
    const records = commit.writes.map((write: StoreWrite, at) => writer.write(write, first + at, number))
    links.check()
    heads = {seq: heads.seq + records.length, commit: number}
    if (key) rememberKey(statements, commit.by, key, commit.at, first, heads.seq)
    search.add(writer.searchChanges)
    if (commit.writes.some(({op}) => op === 'purge')) onPurge()
    return {ok: true, applied: {first, last: heads.seq, commit: number, records, replayed: false}}
  }

  return {
    begin: () => {
      before = {specs, heads, open}
      statements.prepare('BEGIN IMMEDIATE').run()
    },
    apply: commit => {
      const held = {specs, heads, open}
      // A table that changes may build its part of the index anew, from the records as they are.
      if (commit.tables?.length) search.flush()
      statements.prepare('SAVEPOINT one').run()
      try {
        const result = apply(commit)
        statements.prepare('RELEASE one').run()
        return result
      } catch (error) {
        ({specs, heads, open} = held)
        // A full disk can end the whole transaction on its own.
        if (db.inTransaction) {
          statements.prepare('ROLLBACK TO one').run()
          statements.prepare('RELEASE one').run()
        }
        if (error instanceof Refused) return {ok: false, failure: error.failure}
        throw error
      }
    },
    end: () => {
      search.flush()
      statements.prepare('COMMIT').run()
    },
    rollback: () => {
      ({specs, heads, open} = before)
      search.discard()
      if (db.inTransaction) statements.prepare('ROLLBACK').run()
    },
    seq: () => heads.seq,
  }
}

function followTables(db: Database, specs: ReadonlyMap<string, TableSpec>, tables: readonly TableSpec[]): ReadonlyMap<string, TableSpec> {
  const followed = new Map(specs)
  for (const spec of tables) {
    const before = followed.get(spec.schema)
    if (before && JSON.stringify(before) === JSON.stringify(spec)) continue
    const failure = followTable(db, spec, before)
    if (failure) throw new Refused(failure)
    followed.set(spec.schema, spec)
  }
  return followed
}

function loadHeads(db: Database): {readonly seq: number; readonly commit: number} {
  const last = db.prepare('SELECT seq, "commit" FROM event ORDER BY seq DESC LIMIT 1').all()[0] as {seq: number; commit: number} | undefined
  return last ?? {seq: 0, commit: 0}
}
