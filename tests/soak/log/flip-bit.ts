/** `flipBit`: flips one bit of one value in the log, and puts it back. */
import type {Database} from 'better-sqlite3'
import * as fc from 'fast-check'
import type {LogBreak} from '../../../server/store/sqlite/verify-log.ts'

/** `row`, `byte`: of as many as there are. */
export interface Flip {readonly table: 'event' | 'commit_log'; readonly row: number; readonly column: string; readonly byte: number; readonly bit: number}

const columns = {
  event: ['seq', 'commit', 'at', 'by', 'schema', 'id', 'rev', 'op', 'doc', 'note', 'seal'],
  commit_log: ['n', 'first', 'via', 'cause', 'depth', 'on_behalf_of', 'meta', 'salt', 'chain'],
} as const

const flipOf = <T extends Flip['table']>(table: T): fc.Arbitrary<Flip> =>
  fc.record({table: fc.constant(table), row: fc.nat(), column: fc.constantFrom(...columns[table]), byte: fc.nat(), bit: fc.nat(7)}, {noNullPrototype: true})

export const anyFlip = fc.oneof({arbitrary: flipOf('event'), weight: 3}, {arbitrary: flipOf('commit_log'), weight: 1})

export interface Flipped {
  readonly where: object
  isNamedBy(one: LogBreak): boolean
  undo(): void
}

export function flipBit(db: Database, {table, row, column, byte, bit}: Flip): Flipped {
  const key = table === 'event' ? 'seq' : 'n'
  // A value that is not there has no bit.
  const holds = `${table} WHERE "${column}" IS NOT NULL`
  const count = db.prepare(`SELECT count(*) FROM ${holds}`).pluck().all()[0] as number
  const id = db.prepare(`SELECT ${key} FROM ${holds} ORDER BY ${key} LIMIT 1 OFFSET ?`).pluck().all(row % count)[0] as number
  const [value, type] = db.prepare(`SELECT CAST("${column}" AS BLOB), typeof("${column}") FROM ${table} WHERE ${key} = ?`).raw().all(id)[0] as [Buffer, string]
  const write = (to: unknown, where = id): void => {
    db.prepare(`UPDATE ${table} SET "${column}" = ${type === 'text' ? 'CAST(? AS TEXT)' : '?'} WHERE ${key} = ?`).run(to, where)
  }
  const [from, to] = type === 'integer' ? flippedNumber(Number(value.toString()), byte, bit, column === key ? rowsOf(db, table, key) : undefined) : flippedBytes(value, byte, bit)
  const commit = table === 'event' ? db.prepare('SELECT "commit" FROM event WHERE seq = ?').pluck().all(id)[0] as number : id
  write(to)
  return {
    where: {table, column, id, from: String(from), to: String(to)},
    isNamedBy: one => {
      switch (one.kind) {
        // An event that says another commit, or another place, tears its neighbours' row.
        case 'event': case 'emptied': return table === 'event' && (one.seq === id || one.seq === to)
        case 'gap': return column === 'seq'
        // Its row says what the event said.
        case 'record': return table === 'event'
        case 'commit': return [commit, commit - 1, commit + 1, to].includes(one.commit)
      }
    },
    undo: () => write(from, column === key ? Number(to) : id),
  }
}

function flippedBytes(value: Buffer, byte: number, bit: number): readonly [Buffer, Buffer] {
  const flipped = Buffer.from(value)
  flipped[byte % value.length]! ^= 1 << bit
  return [value, flipped]
}

/** Of the four bytes that a number of a log takes; a key to a place where none stands. */
function flippedNumber(value: number, byte: number, bit: number, taken: ((key: number) => boolean) | undefined): readonly [number, number] {
  for (let shift = (byte % 4) * 8 + bit; ; shift = (shift + 1) % 31) {
    const flipped = value ^ (1 << (shift % 31))
    if (taken?.(flipped) !== true) return [value, flipped]
  }
}

const rowsOf = (db: Database, table: string, key: string) => (value: number): boolean => db.prepare(`SELECT 1 FROM ${table} WHERE ${key} = ?`).all(value).length > 0
