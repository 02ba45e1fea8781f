import Sqlite from 'better-sqlite3'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {v7} from 'uuid'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Store, StoreWrite} from '../store.ts'
import {tableSpec} from '../table-spec.ts'
import {createSqliteStore} from './sqlite-store.ts'
import {verifyLog, type LogProof} from './verify-log.ts'

const at = '2026-01-01T00:00:00.000Z'
const spec = tableSpec('note', {title: 'Note', type: 'object', properties: {text: {type: 'string'}}})
let folder: string
let store: Store
const file = (): string => join(folder, 'main.db')
const open = async (): Promise<void> => {
  store = await createSqliteStore({file: file()})
}
const create = (text: string): StoreWrite & {readonly id: string} => ({op: 'create', schema: 'note', id: v7(), doc: JSON.stringify({text})})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'espalier-log-'))
  await open()
  await store.commit({at, by: 'ann', writes: [], tables: [spec]})
})
afterEach(async () => {
  await store.close()
  rmSync(folder, {recursive: true, force: true})
})

async function write(writes: readonly StoreWrite[], note?: string): Promise<void> {
  const outcome = await store.commit({at, by: 'ann', writes, origin: {via: 'ui', meta: {n: writes.length}}, ...(note !== undefined && {note})})
  expect(outcome).toMatchObject({ok: true})
}

/** The same, of the log alone: what stands in the tables is another test's. */
async function proveLog(tamper?: (db: Sqlite.Database) => void): Promise<LogProof> {
  const proof = await prove(tamper)
  return {...proof, broken: proof.broken.filter(({kind}) => kind !== 'record')}
}

/** What is proven of the file as it stands, after somebody changed it behind our back. */
async function prove(tamper: (db: Sqlite.Database) => void = () => {}): Promise<LogProof> {
  await store.close()
  const db = new Sqlite(file())
  try {
    tamper(db)
    return verifyLog(db)
  } finally {
    db.close()
    await open()
  }
}

test('a log that nobody touched is proven, whatever is said in it, also after a restart', async () => {
  await write([create('half a \ud800 character'), create('nul \0 and "quotes"')], 'a note with half a \udc00 character')
  await prove()
  await write([create('after a restart')])
  const {head, ...proof} = await prove()
  expect(proof).toEqual({events: 3, commits: 2, erased: 0, knowsHead: false, broken: []})
  expect(head).toEqual({commit: 2, seq: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/)})
})

test('what one commit of many changed is named, whatever of it was changed', async () => {
  for (let n = 0; n < 5; n++) await write([create(`a ${n}`), create(`b ${n}`), create(`c ${n}`)], 'as it was')
  const where = {seq: 8, schema: 'note', id: (await store.events(7, 1))[0]!.id}
  const changes = [
    `doc = replace(doc, 'b 2', 'b 3')`, `by = 'bob'`, `at = '2026-01-01T00:00:00.001Z'`, `rev = 2`, `op = 'update'`, `note = NULL`, `note = 'as it is'`, `doc = NULL`,
    `seal = CAST(x'00' || substr(seal, 2) AS BLOB)`, `seal = CAST(substr(seal, 1, 23) || x'00' AS BLOB)`, `seal = hex(seal)`, `doc = CAST(doc AS BLOB)`, `seal = NULL`,
  ]
  for (const change of changes) {
    const held = new Sqlite(file()).prepare('SELECT * FROM event WHERE seq = 8').all()[0] as Record<string, unknown>
    const {broken} = await proveLog(db => db.exec(`UPDATE event SET ${change} WHERE seq = 8`))
    expect([change, broken]).toEqual([change, [{kind: 'event', ...where}]])
    await proveLog(db => db.prepare('UPDATE event SET doc = ?, by = ?, at = ?, rev = ?, op = ?, note = ?, seal = ? WHERE seq = 8').run(held['doc'], held['by'], held['at'], held['rev'], held['op'], held['note'], held['seal']))
  }
  const other = await proveLog(db => db.exec(`UPDATE event SET id = 'another' WHERE seq = 8`))
  expect(other.broken).toEqual([{...where, kind: 'event', id: 'another'}])
})

test('so is what was changed of a commit itself, and what is missing', async () => {
  for (let n = 0; n < 5; n++) await write([create(`a ${n}`), create(`b ${n}`)])
  const third = {kind: 'commit', commit: 3, from: 5, to: 6}
  for (const change of [`via = 'api'`, `cause = 'event:1'`, `depth = 1`, `on_behalf_of = 'bob'`, `meta = '{}'`, `meta = NULL`, `salt = CAST(x'00' || substr(salt, 2) AS BLOB)`, `salt = hex(salt)`, `chain = CAST(x'00' || substr(chain, 2) AS BLOB)`, `chain = hex(chain)`, `meta = CAST(meta AS BLOB)`]) {
    let held: Record<string, unknown> = {}
    const {broken} = await proveLog(db => {
      held = db.prepare('SELECT * FROM commit_log WHERE n = 3').all()[0] as Record<string, unknown>
      db.exec(`UPDATE commit_log SET ${change} WHERE n = 3`)
    })
    expect([change, broken]).toEqual([change, [third]])
    await proveLog(db => db.prepare('UPDATE commit_log SET via = @via, cause = @cause, depth = @depth, on_behalf_of = @on_behalf_of, meta = @meta, salt = @salt, chain = @chain WHERE n = 3').run(held))
  }
  expect((await proveLog()).broken).toEqual([])
  expect((await proveLog(db => db.exec('DELETE FROM event WHERE seq = 6'))).broken).toEqual([{kind: 'gap', from: 6, to: 6}, {...third, to: 5}])
})

test('a purge leaves nothing of the record to be tried, and all the rest can be proven; a text that is gone without one is named', async () => {
  const [gone, stays] = [create('Jane Roe'), create('stays')]
  await write([gone, stays, create('beside')])
  await write([{op: 'update', schema: 'note', id: gone.id, fromRev: 1, doc: '{"text":"Jane Doe"}'}])
  await write([create('between')])
  await write([{op: 'purge', schema: 'note', id: gone.id}])
  await write([create('after')])
  const proof = await proveLog()
  expect(proof).toMatchObject({events: 7, commits: 5, erased: 2, broken: []})
  await proveLog(db => {
    const rows = db.prepare('SELECT seq, length(seal) AS seal, doc FROM event WHERE id = ? ORDER BY seq').all(gone.id)
    expect(rows).toEqual([{seq: 1, seal: 32, doc: null}, {seq: 4, seal: 32, doc: null}, {seq: 6, seal: 24, doc: null}])
    expect(db.prepare('SELECT n, meta IS NULL AS gone FROM commit_log ORDER BY n').raw().all()).toEqual([[1, 1], [2, 1], [3, 0], [4, 0], [5, 0]])
  })
  // As whoever wants a text gone without a word would do it.
  const {broken} = await proveLog(db => {
    const [{seal}] = db.prepare('SELECT seal FROM event WHERE seq = 1').all() as [{seal: Buffer}]
    db.prepare('UPDATE event SET doc = NULL, seal = ? WHERE seq = 2').run(seal)
  })
  expect(broken).toEqual([{kind: 'emptied', seq: 2, schema: 'note', id: stays.id}])
})

test('an end that is cut off shows in the head alone', async () => {
  for (let n = 0; n < 3; n++) await write([create(`${n}`)])
  const whole = await proveLog()
  const cut = await proveLog(db => db.exec('DELETE FROM event WHERE seq = 3; DELETE FROM commit_log WHERE n = 3'))
  expect([cut.broken, cut.head?.hash === whole.head?.hash]).toEqual([[], false])
})

test('a head counts only where the chain comes by it: rows of commits without events are named, and prove nothing', async () => {
  for (let n = 0; n < 6; n++) await write([create(`${n}`)])
  const {head} = await prove()
  let forged: LogProof | undefined
  await prove(db => {
    db.exec('DELETE FROM event WHERE seq > 3; DELETE FROM commit_log WHERE n IN (4, 5); UPDATE commit_log SET first = 1 WHERE n = 6')
    forged = verifyLog(db, head!.hash)
  })
  expect(forged).toMatchObject({knowsHead: false, broken: expect.arrayContaining([{kind: 'commit', commit: 6, from: 1, to: 1}])})
})

test('beside a server that writes it is what stood there at one moment', async () => {
  const db = new Sqlite(file(), {readonly: true})
  let writing = true
  const writer = (async () => {
    for (let n = 0; writing; n++) await write([create(`w ${n}`)])
  })()
  const proofs: LogProof[] = []
  for (let n = 0; n < 30; n++) {
    proofs.push(verifyLog(db))
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  writing = false
  await writer
  db.close()
  expect(proofs.flatMap(({broken}) => broken)).toEqual([])
  expect(proofs.at(-1)!.events).toBeGreaterThan(proofs[0]!.events)
})

test('a record that is not what its last event says is named: changed, taken away, or put there', async () => {
  const [changed, gone, archived, stays] = [create('changed'), create('gone'), create('archived'), create('stays')]
  await write([changed, gone, archived, stays])
  await write([{op: 'archive', schema: 'note', id: archived.id, fromRev: 1}])
  await write([{op: 'remove', schema: 'note', id: stays.id, fromRev: 1}])
  expect((await prove()).broken).toEqual([])
  const record = (id: string): object => ({kind: 'record', schema: 'note', id})
  const broken = async (sql: string): Promise<readonly object[]> => {
    let proof: LogProof | undefined
    await prove(db => {
      db.exec(`BEGIN; ${sql}`)
      proof = verifyLog(db)
      db.exec('ROLLBACK')
    })
    return proof!.broken
  }
  expect(await broken(`UPDATE r_note SET doc = '{"text":"other"}' WHERE id = '${changed.id}'`)).toEqual([record(changed.id)])
  expect(await broken(`UPDATE r_note SET updated_by = 'bob' WHERE id = '${changed.id}'`)).toEqual([record(changed.id)])
  expect(await broken(`DELETE FROM r_note WHERE id = '${gone.id}'`)).toEqual([record(gone.id)])
  expect(await broken(`UPDATE r_note SET state = 'live' WHERE id = '${archived.id}'`)).toEqual([record(archived.id)])
  expect(await broken(`INSERT INTO r_note SELECT 99, 'smuggled', 1, 'live', created_at, created_by, updated_at, updated_by, doc FROM r_note LIMIT 1`)).toEqual([record('smuggled')])
})
