import {execFile} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import Sqlite from 'better-sqlite3'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {tableSpec} from '../table-spec.ts'
import {createSqliteStore} from './index.ts'
import {layoutVersion} from './migrations/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-open-'))
})
afterEach(() => rm(folder, {recursive: true}))

describe('opening a tenant', () => {
  test('makes a folder and a file that only their owner can read, and leaves nothing else behind when it closes', async () => {
    const file = join(folder, 'data', 'tenant.db')
    const store = await createSqliteStore({file})
    await store.commit({at: '2024-01-01T00:00:00Z', by: 'ann', writes: [], tables: [tableSpec('thing', {title: 'T', type: 'object', properties: {}})]})
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    for (const name of ['tenant.db', 'tenant.db-wal', 'tenant.db-lock']) expect(statSync(join(folder, 'data', name)).mode & 0o777, name).toBe(0o600)
    expect((await store.health()).walBytes).toBeGreaterThan(0)
    await store.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    await store.close()
  })

  test('a second store on the same file is refused, naming the process that has it', async () => {
    const file = join(folder, 'tenant.db')
    const store = await createSqliteStore({file})
    await expect(createSqliteStore({file})).rejects.toThrow(`already served by process ${process.pid}`)
    await store.close()
    await (await createSqliteStore({file})).close()
  })

  test('the lock of a process that was killed is free', async () => {
    const file = join(folder, 'tenant.db')
    // Another process, with SQLite's own lock on the file beside ours.
    const script = `
      const db = new (require('better-sqlite3'))(process.argv[1] + '-lock')
      db.exec('CREATE TABLE holder (pid INTEGER NOT NULL)')
      db.prepare('INSERT INTO holder VALUES (?)').run(process.pid)
      db.exec('BEGIN IMMEDIATE')
      console.log(process.pid)
      setInterval(() => {}, 1000)`
    const running = promisify(execFile)(process.execPath, ['-e', script, file], {cwd: process.cwd()})
    const pid = await new Promise<string>(resolve => running.child.stdout!.once('data', chunk => resolve(String(chunk).trim())))
    await expect(createSqliteStore({file})).rejects.toThrow(`already served by process ${pid}`)
    running.child.kill('SIGKILL')
    await running.catch(() => {})
    await (await createSqliteStore({file})).close()
  })

  test('a file that is no database, not ours or of a newer layout is refused and left as it was', async () => {
    const file = join(folder, 'tenant.db')
    const refuses = async (pattern: RegExp): Promise<void> => {
      const before = readFileSync(file)
      await expect(createSqliteStore({file})).rejects.toThrow(pattern)
      expect(readFileSync(file).equals(before)).toBe(true)
      expect(existsSync(`${file}-lock`)).toBe(false)
    }
    writeFileSync(file, 'name,city\nAnn,Oulu\n'.repeat(100))
    await refuses(/SQLite cannot read/)

    await rm(file)
    const other = new Sqlite(file)
    other.exec('CREATE TABLE mine (a)')
    other.close()
    await refuses(/another application's/)

    await rm(file)
    await (await createSqliteStore({file})).close()
    const newer = new Sqlite(file)
    newer.exec(`UPDATE _meta SET value = '${layoutVersion + 0.5}' WHERE key = 'layout'`)
    newer.close()
    await rm(`${file}-lock`)
    await refuses(/at most layout version \d+, got \d+\.5; open it with the version of Espalier that wrote it, or a newer one/)
  })

  test('an empty file is no new tenant, nor is a log whose database is gone: both are refused with what to do, and left as they were', async () => {
    const file = join(folder, 'tenant.db')
    writeFileSync(file, '')
    await expect(createSqliteStore({file})).rejects.toThrow(`${file}: expected an Espalier database, got an empty file, as a copy that failed or a full disk leaves behind; restore it from a backup, or remove it`)
    expect([statSync(file).size, existsSync(`${file}-lock`)]).toEqual([0, false])

    await rm(file)
    const bare = new Sqlite(file)
    bare.pragma('journal_mode = WAL')
    bare.close()
    await expect(createSqliteStore({file})).rejects.toThrow(/a database without tables/)

    await rm(file)
    writeFileSync(`${file}-wal`, 'what was written last')
    await expect(createSqliteStore({file})).rejects.toThrow(/got the log alone/)
    expect(readFileSync(`${file}-wal`, 'utf8')).toBe('what was written last')
    await rm(`${file}-wal`)
    await (await createSqliteStore({file})).close()
  })

  test('what a process left that died while it laid out a new tenant does not stand in the way', async () => {
    const file = join(folder, 'tenant.db')
    for (const name of ['tenant.db-new', 'tenant.db-new-journal', 'tenant.db-lock']) writeFileSync(join(folder, name), '')
    const store = await createSqliteStore({file})
    await store.commit({at: '2024-01-01T00:00:00Z', by: 'ann', writes: [], tables: [tableSpec('thing', {title: 'T', type: 'object', properties: {}})]})
    await store.close()
    expect(readdirSync(folder).filter(name => name !== 'tenant.db-reserve').toSorted()).toEqual(['tenant.db', 'tenant.db-lock'])
  })

  test('a new tenant that finds no room leaves nothing behind, and the next start begins anew', async () => {
    const file = join(folder, 'tenant.db')
    await expect(createSqliteStore({file, maxPages: 5})).rejects.toThrow(/full/)
    expect(readdirSync(folder)).toEqual(['tenant.db-lock'])
    await (await createSqliteStore({file})).close()
  })
})
