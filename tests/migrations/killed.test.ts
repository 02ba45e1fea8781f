import Sqlite from 'better-sqlite3'
import {spawn} from 'node:child_process'
import {build} from 'esbuild'
import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {compareText, textKey, timeKey} from '../../ast/index.ts'
import {createSqliteStore} from '../../server/store/index.ts'
import {layoutOf} from '../../server/store/sqlite/migrate.ts'
import {layoutVersion} from '../../server/store/sqlite/migrations/index.ts'
import {copyOldTenant, type OldTenant} from './old-tenant.ts'

const rows = 40_000
const root = join(import.meta.dirname, '../..')
/** Within the project, so that packages are found. */
const script = join(root, `node_modules/.cache/espalier/migrate-process-${process.pid}.mjs`)

beforeAll(async () => {
  mkdirSync(join(script, '..'), {recursive: true})
  await build({entryPoints: [join(import.meta.dirname, 'migrate-process.ts')], bundle: true, outfile: script, format: 'esm', platform: 'node', target: 'node20', packages: 'external'})
})
afterAll(() => rmSync(script))

test('migrations that are killed again and again go on where they were: until then no version takes the file for whole, and in the end nothing is missing', async () => {
  const old = copyOldTenant()
  try {
    growMeetings(old.file)
    const reached = await killThreeTimes(old)
    expect(reached[0]).toMatch(/^2\.5 meeting 0*[1-9]/)

    const said: string[] = []
    const store = await createSqliteStore({file: old.file, onProgress: line => said.push(line)})
    expect(said.at(-1)).toMatch(/ 100%$/)
    expect(await store.measure({schema: 'meeting', state: 'all'}, {fn: 'count'})).toBe(rows + 7)
    expect((await store.page({schema: 'meeting', sort: [{field: 'starts_at', descending: true}], limit: 1})).items[0]?.doc).toContain('2031-')
    await store.close()

    const db = new Sqlite(old.file, {readonly: true})
    expect([layoutOf(db), db.prepare(`SELECT count(*) FROM _meta WHERE key = 'migration'`).pluck().all()[0], db.pragma('integrity_check', {simple: true})]).toEqual([layoutVersion, 0, 'ok'])
    const kept = db.prepare('SELECT p_starts_at, k_starts_at FROM r_meeting').raw().all() as [string | null, string | null][]
    expect(kept.filter(([text, key]) => key !== (text === null ? null : timeKey(text)))).toEqual([])
    expect(db.prepare(`SELECT count(*) FROM search WHERE schema = 'meeting'`).pluck().all()).toEqual([rows + 7])
    expect(db.prepare(`SELECT count(DISTINCT rowid) FROM search WHERE search MATCH '"m"* "77"*'`).pluck().all()[0]).toBeGreaterThan(100)
    db.close()
  } finally {
    old.remove()
  }
})

test('so does the one that gives texts their keys', async () => {
  const old = copyOldTenant(4)
  try {
    growWords(old.file)
    const reached = await killThreeTimes(old)
    expect(reached[0]).toMatch(/^4\.5 word 0*[1-9]/)

    const store = await createSqliteStore({file: old.file})
    expect(await store.measure({schema: 'word', state: 'all'}, {fn: 'count'})).toBe(rows + 45)
    const {items} = await store.page({schema: 'word', sort: [{field: 'name', descending: true}], limit: 1000})
    const names = items.map(({doc}) => (JSON.parse(doc) as {name: string}).name)
    expect(names).toEqual(names.toSorted(compareText).toReversed())
    await store.close()

    const db = new Sqlite(old.file, {readonly: true})
    expect([layoutOf(db), db.prepare(`SELECT count(*) FROM _meta WHERE key = 'migration'`).pluck().all()[0], db.pragma('integrity_check', {simple: true})]).toEqual([layoutVersion, 0, 'ok'])
    const kept = db.prepare(`SELECT p_name, k_name FROM r_word WHERE id LIKE 'grown-%'`).raw().all() as [string, string][]
    expect(kept).toHaveLength(rows)
    expect(kept.filter(([text, key]) => key !== textKey(text))).toEqual([])
    db.close()
  } finally {
    old.remove()
  }
})

/** Where it was each time: always further on. */
async function killThreeTimes({file}: OldTenant): Promise<readonly string[]> {
  const reached: string[] = []
  for (let kills = 0; kills < 3; kills++) {
    await killWhileMigrating(file)
    const db = new Sqlite(file, {readonly: true})
    const layout = layoutOf(db)
    const position = JSON.parse(db.prepare(`SELECT value FROM _meta WHERE key = 'migration'`).pluck().all()[0] as string) as {schema: string; row: number}
    db.close()
    // The version before asks for its own number, and this one for at most its own.
    expect([layout % 1, layout < layoutVersion]).toEqual([0.5, true])
    reached.push(`${layout} ${position.schema} ${String(position.row).padStart(9, '0')}`)
  }
  expect(reached).toEqual([...new Set(reached)].toSorted())
  return reached
}

/** More meetings than one portion takes, written as the old version would have. */
function growMeetings(file: string): void {
  const db = new Sqlite(file)
  db.prepare(`
    WITH RECURSIVE k (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM k WHERE x < ?)
    INSERT INTO r_meeting (n, id, rev, state, created_at, created_by, updated_at, updated_by, doc)
    SELECT 1000 + x, 'grown-' || x, 1, 'live', '2026-01-01T00:00:00.000Z', 'ann', '2026-01-01T00:00:00.000Z', 'ann',
      json_object('name', 'M ' || x, 'starts_at', printf('20%02d-05-%02dT%02d:30:00+%02d:00', 26 + x % 6, 1 + x % 28, x % 24, x % 14)) FROM k`).run(rows)
  db.close()
}

/** More words than one portion takes: of the alphabet that SQLite knows, and of others. */
function growWords(file: string): void {
  const db = new Sqlite(file)
  db.prepare(`
    WITH RECURSIVE k (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM k WHERE x < ?)
    INSERT INTO r_word (n, id, rev, state, created_at, created_by, updated_at, updated_by, doc)
    SELECT 100000 + x, 'grown-' || x, 1, 'live', '2026-01-01T00:00:00.000Z', 'ann', '2026-01-01T00:00:00.000Z', 'ann', json_object('name', iif(x % 2, 'Плоть ', 'Plain ') || x, 'kind', 'Ähnlich') FROM k`).run(rows)
  db.close()
}

/** Ends the process with SIGKILL once it has said that it does what takes long. */
async function killWhileMigrating(file: string): Promise<void> {
  const child = spawn(process.execPath, [script, file], {stdio: ['ignore', 'pipe', 'inherit'], cwd: root})
  let output = ''
  const gone = new Promise<void>(done => void child.once('exit', () => done()))
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (/(?:instants|script|alphabet) … [1-8]\d?%/.test(output)) child.kill('SIGKILL')
  })
  await gone
  expect(child.signalCode, output).toBe('SIGKILL')
}
