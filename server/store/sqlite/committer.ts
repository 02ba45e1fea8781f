/** `createCommitter`: applies declarative commits to the database, each all or nothing, inside a transaction that the caller holds. Runs in the writer thread. */
import type {Database} from 'better-sqlite3'
import type {CommitFailure, RefusedPart, Standing, StoreCommit, StoredRecord, StoreWrite, TableSpec} from '../store.ts'
import {loadChain, logCommit} from './commit-log.ts'
import {loadOpenUniques} from './duplicates.ts'
import {closeUnique, followTable} from './follow-table.ts'
import {forgetKeys, recallKey, rememberKey} from './idempotency.ts'
import {createLinkChecks} from './link-checks.ts'
import {loadSpecs} from './load-specs.ts'
import {createRecordWriter} from './record-writer.ts'
import {Refused} from './refused.ts'
import {createSearchIndex, type SearchChange} from './search-index.ts'
import {createStatementCache, type StatementCache} from './statement-cache.ts'
import {createUniqueChecks} from './unique-checks.ts'

/** `first`: the seq of its first event; there are as many events as records. Replayed: the events of long ago. */
export interface Applied {
  readonly first: number
  readonly last: number
  readonly commit: number
  readonly records: readonly StoredRecord[]
  /** Beside each record, what it was before; null where it was not there. Of a replay none. */
  readonly before: readonly (StoredRecord | null)[]
  readonly refused: readonly RefusedPart[]
  readonly replayed: boolean
  readonly memo?: string
}
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
  let heads = loadHeads(db, statements)
  let open = loadOpenUniques(db)
  let begun = {specs, heads, open}
  const uniques = createUniqueChecks(statements, () => open, (spec, property) => {
    closeUnique(db, spec, property)
    open = loadOpenUniques(db)
  })
  const search = createSearchIndex(statements)

  const apply = (commit: StoreCommit): ApplyResult => {
    const key = commit.dry ? undefined : commit.idempotency
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
    const first = heads.seq + 1
    const number = heads.commit + 1
    const records: StoredRecord[] = []
    const before: (StoredRecord | null)[] = []
    const leaves: Buffer[] = []
    const searchChanges: SearchChange[] = []
    const writePart = (writes: readonly StoreWrite[], expect: StoreCommit['expect'] = []): void => {
      const links = createLinkChecks(statements, specs)
      const writer = createRecordWriter(statements, specOf, links, uniques, commit)
      for (const expected of expect) writer.expect(expected)
      const written = writes.map((write, at) => writer.write(write, first + records.length + at, number))
      links.check()
      records.push(...written)
      before.push(...writer.before)
      leaves.push(...writer.leaves)
      searchChanges.push(...writer.searchChanges)
    }
    const refused: RefusedPart[] = []
    if (commit.parts) {
      writePart([], commit.expect)
      for (const [part, writes] of partsOf(commit.writes, commit.parts)) {
        const failure = attempt('part', () => writePart(writes))
        if (failure && !isStanding(failure)) throw new Refused(failure)
        if (failure) refused.push({part, failure})
      }
    } else writePart(commit.writes, commit.expect)
    if (commit.dry) return {ok: true, applied: {first, last: heads.seq, commit: heads.commit, records, before, refused, replayed: false}}
    if (records.length > 0) {
      const chain = logCommit(statements, {n: number, first, origin: commit.origin, leaves, before: heads.chain})
      heads = {seq: heads.seq + records.length, commit: number, chain}
    }
    if (key) rememberKey(statements, commit.by, key, commit.at, {first, last: heads.seq, refused})
    search.add(searchChanges)
    if (commit.writes.some(({op}) => op === 'purge')) onPurge()
    return {ok: true, applied: {first, last: heads.seq, commit: heads.commit, records, before, refused, replayed: false}}
  }

  /** Does what may be refused, and then leaves nothing of it. Any other error ends the commit. */
  const attempt = (savepoint: string, work: () => void): CommitFailure | undefined => {
    const held = {specs, heads, open}
    statements.prepare(`SAVEPOINT ${savepoint}`).run()
    try {
      work()
      statements.prepare(`RELEASE ${savepoint}`).run()
      return undefined
    } catch (error) {
      ({specs, heads, open} = held)
      // A full disk can end the whole transaction on its own.
      if (db.inTransaction) {
        statements.prepare(`ROLLBACK TO ${savepoint}`).run()
        statements.prepare(`RELEASE ${savepoint}`).run()
      }
      if (error instanceof Refused) return error.failure
      throw error
    }
  }

  return {
    begin: () => {
      begun = {specs, heads, open}
      statements.prepare('BEGIN IMMEDIATE').run()
    },
    apply: commit => {
      // A table that changes may build its part of the index anew, from the records as they are.
      if (commit.tables?.length) search.flush()
      let result: ApplyResult | undefined
      try {
        const failure = attempt('one', () => {
          result = apply(commit)
          if (commit.dry) throw new DryRun()
        })
        return failure ? {ok: false, failure} : result!
      } catch (error) {
        if (error instanceof DryRun) return result!
        throw error
      }
    },
    end: () => {
      search.flush()
      statements.prepare('COMMIT').run()
    },
    rollback: () => {
      ({specs, heads, open} = begun)
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

interface Heads {readonly seq: number; readonly commit: number; readonly chain: Buffer}

function loadHeads(db: Database, statements: StatementCache): Heads {
  const last = db.prepare('SELECT seq, "commit" FROM event ORDER BY seq DESC LIMIT 1').all()[0] as {seq: number; commit: number} | undefined
  return {...last ?? {seq: 0, commit: 0}, chain: loadChain(statements)}
}

/** Ends an attempt of which nothing shall be left. */
class DryRun extends Error {}

const isStanding = (failure: CommitFailure): failure is Standing => standing.has(failure.kind)
const standing = new Set<CommitFailure['kind']>(['exists', 'link-broken', 'still-linked', 'not-unique'])

function partsOf(writes: readonly StoreWrite[], parts: readonly number[]): ReadonlyMap<number, readonly StoreWrite[]> {
  const found = new Map<number, StoreWrite[]>()
  for (const [at, write] of writes.entries()) {
    const part = found.get(parts[at]!)
    if (part) part.push(write)
    else found.set(parts[at]!, [write])
  }
  return found
}
