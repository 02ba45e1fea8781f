/** `createRecordWriter`: the writes of one commit, one after the other: precondition, row, event. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {Expectation, StoreCommit, StoredRecord, StoreWrite, TableSpec} from '../store.ts'
import {eraseRecord} from './erase-record.ts'
import {keyedColumns, keysOf, writtenName} from './keys.ts'
import {recordColumns} from './layout.ts'
import type {LinkChecks} from './link-checks.ts'
import {nameLiteral, tableName} from './names.ts'
import {Refused} from './refused.ts'
import {leafOf, newSalt, sealOf, textOf} from './seal.ts'
import type {SearchChange} from './search-index.ts'
import {searchText} from './search-text.ts'
import type {StatementCache} from './statement-cache.ts'
import type {UniqueChecks} from './unique-checks.ts'

export interface RecordWriter {
  expect(expectation: Expectation): void
  /** The record after the write; what it was last where it is taken away. Throws Refused. */
  write(write: StoreWrite, seq: number, commit: number): StoredRecord
  /** Beside each write, the record before it; null where there was none. */
  readonly before: readonly (StoredRecord | null)[]
  /** Beside each write, the leaf of its event. */
  readonly leaves: readonly Buffer[]
  /** What the writes so far mean to the full-text index. */
  readonly searchChanges: readonly SearchChange[]
}

type Row = StoredRecord & {readonly n: number}
type Of<Op extends StoreWrite['op']> = Extract<StoreWrite, {readonly op: Op}>
type Turn = Exclude<StoreWrite, Of<'create' | 'update' | 'remove' | 'purge'>>

export function createRecordWriter(statements: StatementCache, specOf: (schema: string) => TableSpec, links: LinkChecks, uniques: UniqueChecks, {at, by, note}: Pick<StoreCommit, 'at' | 'by' | 'note'>): RecordWriter {
  const find = (schema: string, id: string): Row | undefined =>
    statements.prepare(`SELECT n, ${nameLiteral(schema)} AS schema, ${recordColumns} FROM ${tableName(specOf(schema).schema)} WHERE id = ?`).all(id)[0] as Row | undefined

  const get = (schema: string, id: string, fromRev?: number): Row => {
    const row = find(schema, id)
    if (!row) throw new Refused({kind: 'missing', schema, id})
    if (fromRev !== undefined && row.rev !== fromRev) throw new Refused({kind: 'stale', schema, id, expected: fromRev, actual: row.rev})
    return row
  }

  const before: (StoredRecord | null)[] = []
  const leaves: Buffer[] = []
  // Half a character would be stored as another one than was sealed.
  const said = note?.toWellFormed() ?? null
  const log = (seq: number, commit: number, op: StoreWrite['op'], old: StoredRecord | null, {schema, id, rev, doc}: Pick<StoredRecord, 'schema' | 'id' | 'rev'> & {readonly doc: string | null}): void => {
    const salt = newSalt()
    const leaf = leafOf(salt, textOf({seq, commit, at, by, schema, id, rev, op, doc, note: said}))
    statements.prepare('INSERT INTO event (seq, "commit", at, by, schema, id, rev, op, doc, note, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(seq, commit, at, by, schema, id, rev, op, doc, said, sealOf(salt, leaf))
    leaves.push(leaf)
    before.push(old)
  }

  const searchChanges: SearchChange[] = []
  const index = (spec: TableSpec, n: number, id: string, old: JsonObject | undefined, young: JsonObject | undefined): void => {
    const [was, is] = [old && searchText(spec, old), young && searchText(spec, young)]
    if (was?.title !== is?.title || was?.body !== is?.body) searchChanges.push({n, schema: spec.schema, id, before: was, after: is})
  }

  const create = ({schema, id, doc}: Of<'create'>, seq: number, commit: number): StoredRecord => {
    const spec = specOf(schema)
    const data = parse(doc)
    // An id that was taken away once goes on counting, so that no one takes the new record for the old.
    const lastRev = statements.prepare('SELECT rev FROM event WHERE schema = ? AND id = ? ORDER BY seq DESC LIMIT 1').pluck().all(schema, id)[0] as number | undefined
    const record: StoredRecord = {id, schema, rev: (lastRev ?? 0) + 1, state: 'live', created_at: at, created_by: by, updated_at: at, updated_by: by, doc}
    const keyed = keyedColumns(spec)
    const insert = statements.prepare(`INSERT INTO ${tableName(schema)} (n, ${recordColumns}${keyed.map(column => `, ${writtenName(column)}`).join('')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(keyed.length)})`)
    uniques.write(spec, {n: seq, id, data, isNew: true}, () => insert.run(seq, id, record.rev, record.state, at, by, at, by, doc, ...keysOf(keyed, data)))
    index(spec, seq, id, undefined, data)
    if (links.concerns(spec)) links.wrote(spec, id, undefined, data)
    log(seq, commit, 'create', null, record)
    return record
  }

  const update = ({schema, id, doc, fromRev}: Of<'update'>, seq: number, commit: number): StoredRecord => {
    const spec = specOf(schema)
    const {n, ...row} = get(schema, id, fromRev)
    if (row.state !== 'live') throw new Refused({kind: 'wrong-state', schema, id, state: row.state})
    const record: StoredRecord = {...row, rev: row.rev + 1, updated_at: at, updated_by: by, doc}
    const keyed = keyedColumns(spec)
    const [old, young] = [parse(row.doc), parse(doc)]
    const statement = statements.prepare(`UPDATE ${tableName(schema)} SET rev = ?, updated_at = ?, updated_by = ?, doc = ?${keyed.map(column => `, ${writtenName(column)} = ?`).join('')} WHERE n = ?`)
    uniques.write(spec, {n, id, data: young, isNew: false}, () => statement.run(record.rev, at, by, doc, ...keysOf(keyed, young), n))
    index(spec, n, id, old, young)
    if (links.concerns(spec)) links.wrote(spec, id, old, young)
    log(seq, commit, 'update', row, record)
    return record
  }

  const turn = (write: Turn, seq: number, commit: number): StoredRecord => {
    const {op, schema, id, fromRev} = write
    const spec = specOf(schema)
    const {n, ...row} = get(schema, id, fromRev)
    const doc = write.op === 'restore' ? write.doc ?? row.doc : row.doc
    const state = op === 'archive' ? 'archived' : 'live'
    if (row.state === state) throw new Refused({kind: 'wrong-state', schema, id, state})
    const record: StoredRecord = {...row, rev: row.rev + 1, state, updated_at: at, updated_by: by, doc}
    const keyed = keyedColumns(spec)
    const [old, young] = [parse(row.doc), parse(doc)]
    const statement = statements.prepare(`UPDATE ${tableName(schema)} SET rev = ?, state = ?, updated_at = ?, updated_by = ?, doc = ?${keyed.map(column => `, ${writtenName(column)} = ?`).join('')} WHERE n = ?`)
    const run = (): unknown => statement.run(record.rev, state, at, by, doc, ...keysOf(keyed, young), n)
    if (op === 'restore') uniques.write(spec, {n, id, data: young, isNew: false}, run)
    else uniques.takeAway(spec, n, run)
    index(spec, n, id, old, young)
    if (op === 'restore' && links.concerns(spec)) links.restored(spec, id, old, young)
    if (write.op === 'archive' && write.unlinked) links.archived(schema, id)
    log(seq, commit, op, row, record)
    return record
  }

  const takeAway = (write: Of<'remove'> | Of<'purge'>, seq: number, commit: number): StoredRecord => {
    const {op, schema, id} = write
    const {n, ...row} = get(schema, id, write.op === 'remove' ? write.fromRev : undefined)
    uniques.takeAway(specOf(schema), n, () => statements.prepare(`DELETE FROM ${tableName(schema)} WHERE n = ?`).run(n))
    index(specOf(schema), n, id, parse(row.doc), undefined)
    if (op === 'purge') eraseRecord(statements, schema, id)
    links.tookAway(schema, id)
    log(seq, commit, op, row, {...row, rev: row.rev + 1, doc: op === 'purge' ? null : row.doc})
    return row
  }

  return {
    expect: expectation => {
      const {kind, schema, id} = expectation
      if (kind === 'rev') get(schema, id, expectation.rev)
      if (kind === 'exists') get(schema, id)
      if (kind === 'absent' && find(schema, id)) throw new Refused({kind: 'exists', schema, id})
    },
    write: (write, seq, commit) => {
      switch (write.op) {
        case 'create': return create(write, seq, commit)
        case 'update': return update(write, seq, commit)
        case 'archive': case 'restore': return turn(write, seq, commit)
        case 'remove': case 'purge': return takeAway(write, seq, commit)
      }
    },
    before,
    leaves,
    searchChanges,
  }
}

const parse = (doc: string): JsonObject => JSON.parse(doc) as JsonObject
