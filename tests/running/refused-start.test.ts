/** Folders, disks and addresses that cannot be: one line of words that says what is wrong, exit code 1, and nothing done. */
import {spawn, spawnSync} from 'node:child_process'
import {chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import Sqlite from 'better-sqlite3'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {startBuilt} from '../built-server.ts'
import {copyDemo} from '../demo-data.ts'
import {bareEnv} from './bare-env.ts'
import {canMount, mountSmallDisk, type SmallDisk} from './small-disk.ts'

const root = resolve(import.meta.dirname, '../..')
const isRoot = process.getuid?.() === 0
const nobody = 65_534
let base: string
/** A tenant as it was left by a server that was stopped. */
let whole: string
let folder: string

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'espalier-start-'))
  chmodSync(base, 0o755)
  whole = join(base, 'whole')
  await copyDemo(whole)
})
afterAll(() => rmSync(base, {recursive: true, force: true}))
beforeEach(() => {
  folder = join(base, `case-${readdirSync(base).length}`)
})

interface Ended {readonly code: number | null; readonly words: string}

function run(script: string, {args = [], env = {}, user}: {readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly user?: number} = {}): Ended {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'dist/server', script), ...args], {
    cwd: root, encoding: 'utf8', timeout: 120_000, env: {...bareEnv, PORT: '0', ESPALIER_DATA: folder, ...env}, ...(user !== undefined && {uid: user, gid: user}),
  })
  expect(stdout).not.toMatch(/\bat .*\.js:\d/)
  return {code: status, words: stderr.trim()}
}

/** One line, without a stack. */
function refused({code, words}: Ended, pattern: RegExp): void {
  expect(words).toMatch(pattern)
  expect(words.split('\n')).toHaveLength(1)
  expect(words).not.toMatch(/\bat .*\.js|Error:/)
  expect(code).toBe(1)
}

const start = (ask: Parameters<typeof run>[1] = {}): Ended => run('main.js', ask)

describe('a folder that is none of ours', () => {
  test('a file', () => {
    writeFileSync(folder, 'x')
    refused(start(), /expected a folder at .*, got something else of this name/)
    expect(readFileSync(folder, 'utf8')).toBe('x')
  })
  test('a folder below a file', () => {
    writeFileSync(folder, 'x')
    refused(start({env: {ESPALIER_DATA: join(folder, 'data')}}), /expected a folder/)
  })
  test('a link that leads nowhere', () => {
    symlinkSync(join(base, 'nowhere'), folder)
    refused(start(), /expected a folder at .*, got a link that leads nowhere/)
    expect(existsSync(join(base, 'nowhere'))).toBe(false)
  })
  test('a link that leads to itself', () => {
    symlinkSync(folder, folder)
    refused(start(), /expected a folder/)
  })
  test('a folder in the database\'s place', () => {
    mkdirSync(join(folder, 'main.db'), {recursive: true})
    refused(start(), /expected a file, got something else/)
  })
  test('another application\'s database', () => {
    mkdirSync(folder)
    new Sqlite(join(folder, 'main.db')).exec('CREATE TABLE mine (a)').close()
    refused(start(), /another application's SQLite database/)
  })
  test('a text', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'main.db'), 'name,city\n'.repeat(1_000))
    refused(start(), /it is no database; .*restore this one from a backup/)
  })
  test('a newer layout', () => {
    cpSync(whole, folder, {recursive: true})
    const db = new Sqlite(join(folder, 'main.db'))
    db.exec(`UPDATE _meta SET value = '9999' WHERE key = 'layout'`)
    db.close()
    refused(start(), /got (?:layout )?9999|9999/)
  })
  test('a database whose second half is gone', () => {
    cpSync(whole, folder, {recursive: true})
    truncateSync(join(folder, 'main.db'), 40_960)
    refused(start(), /damaged|could not be read \(SQLITE_CORRUPT/)
  })
  test('one that another process serves', async () => {
    const server = await startBuilt()
    try {
      refused(start({env: {ESPALIER_DATA: server.dataFolder}}), /already served by process \d+/)
    } finally {
      await server.close()
    }
  })
  test.each([['a line break of Windows', '\r'], ['a space', ' '], ['a line break', '\n'], ['a tab', '\t']])('a name that ends with %s begins no new company', (_what, end) => {
    refused(start({env: {ESPALIER_DATA: `${folder}${end}`}}), /^ESPALIER_DATA: expected no space at its ends/)
    expect(existsSync(`${folder}${end}`)).toBe(false)
  })
})

describe.skipIf(!isRoot)('as a user without the right (skipped where we are not root)', () => {
  test('to make the folder', () => {
    refused(start({user: nobody}), /expected files that this user \(uid 65534\) may read and write/)
  })
  test('to make what is above it', () => {
    refused(start({user: nobody, env: {ESPALIER_DATA: join(folder, 'a/b')}}), /this user \(uid 65534\)/)
  })
  test('to look into it', () => {
    cpSync(whole, folder, {recursive: true})
    chmodSync(folder, 0o700)
    refused(start({user: nobody}), /this user \(uid 65534\)/)
  })
  test('to write what may be read', () => {
    cpSync(whole, folder, {recursive: true})
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644)
    chmodSync(folder, 0o755)
    refused(start({user: nobody}), /this user \(uid 65534\)/)
  })
  test.each(['main.db', 'main.db-lock'])('to write %s, which another user left', name => {
    cpSync(whole, folder, {recursive: true})
    chownSync(folder, nobody, nobody)
    chmodSync(folder, 0o755)
    for (const one of readdirSync(folder)) if (one !== name) chownSync(join(folder, one), nobody, nobody)
    refused(start({user: nobody}), /this user \(uid 65534\)/)
  })
})

describe.skipIf(!canMount)('a disk (skipped where none can be mounted)', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = mountSmallDisk(64)!
    return () => disk.unmount()
  })

  test('that is full: it says so, sends nobody to a backup, and starts when there is room', async () => {
    const data = join(disk.folder, 'data')
    cpSync(whole, data, {recursive: true})
    disk.fill()
    const ended = start({env: {ESPALIER_DATA: data}})
    refused(ended, /expected room for the database and its log, got a full disk at/)
    expect(ended.words).not.toMatch(/backup|not an Espalier|cannot read/)
    disk.free()
    await (await startBuilt({dataFolder: data})).close()
  })
  test('that is full, at the first start: it begins when there is room', async () => {
    disk.fill()
    refused(start({env: {ESPALIER_DATA: join(disk.folder, 'data')}}), /got a full disk|disk of the server is full/)
    disk.free()
    await (await startBuilt({dataFolder: join(disk.folder, 'data')})).close()
  })
  test('that is full while the first company is laid out: it goes on when there is room', async () => {
    writeFileSync(join(disk.folder, 'weight'), Buffer.alloc(61 * 1024 * 1024, 1))
    const {code, words} = start({env: {ESPALIER_DATA: join(disk.folder, 'data')}})
    expect([code, words]).toEqual([1, expect.stringContaining('the disk of the server is full')])
    expect(words).not.toMatch(/\bat .*\.js:/)
    rmSync(join(disk.folder, 'weight'))
    await (await startBuilt({dataFolder: join(disk.folder, 'data')})).close()
  })
  test.each(['data', 'new'])('that is read-only, with the folder "%s"', name => {
    cpSync(whole, join(disk.folder, 'data'), {recursive: true})
    disk.setReadOnly(true)
    refused(start({env: {ESPALIER_DATA: join(disk.folder, name)}}), /expected a disk that can be written, got a read-only one/)
  })
})

describe('an address that cannot be listened on', () => {
  test('a port that is taken', async () => {
    const taken = createServer()
    const port = await new Promise<number>(done => taken.listen(0, '127.0.0.1', () => done((taken.address() as {port: number}).port)))
    refused(start({env: {PORT: String(port)}}), new RegExp(`^PORT: ${port} is in use`))
    taken.close()
  })
  test('a host of somebody else', () => {
    refused(start({env: {HOST: '203.0.113.7', ESPALIER_DEMO: '0'}}), /^HOST: expected an address of this machine, got "203.0.113.7"/)
  })
  test('a host that nobody knows', () => {
    refused(start({env: {HOST: 'no-such-host.invalid', ESPALIER_DEMO: '0'}}), /^HOST: expected an address of this machine/)
  })
  test('a host with a line break of Windows', () => {
    refused(start({env: {HOST: '127.0.0.1\r'}}), /^HOST: expected no space at its ends/)
  })
})

describe('the other programs', () => {
  test('generate says it in a line too', () => {
    writeFileSync(folder, 'x')
    refused(run('generate-demo.js', {args: ['--rows', '100', '--data', folder]}), /expected a folder at/)
    refused(run('generate-demo.js', {args: ['--rows', '100', '--data', `${base}/new\r`]}), /^--data: expected no space at its ends/)
    refused(run('generate-demo.js', {args: ['--rows', '100', '--data', whole]}), /there is a tenant already/)
    expect(run('generate-demo.js', {args: ['--nothing', 'x']})).toEqual({code: 2, words: expect.stringMatching(/^Unknown option '--nothing'.*\nusage: /)})
  })
  test('northwind names the server that does not answer and the folder that is not there', async () => {
    refused(run('import-northwind.js', {args: [folder, 'http://127.0.0.1:9']}), /^no answer from http:\/\/127\.0\.0\.1:9: is the server running there\?/)
    const server = await startBuilt()
    try {
      refused(run('import-northwind.js', {args: [folder, server.url]}), /expected a folder with Northwind's CSV files/)
    } finally {
      await server.close()
    }
  })
  test('the command line says that its own folder cannot be used', async () => {
    writeFileSync(folder, 'x')
    const server = await startBuilt()
    try {
      refused(await cli(['login', server.url, '--email', 'admin@demo.test', '--password', 'espalier'], {XDG_CONFIG_HOME: folder}), /credentials\.json cannot be read/)
    } finally {
      await server.close()
    }
  })
})

function cli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise(done => {
    const child = spawn(process.execPath, [join(root, 'dist/server/cli.js'), ...args], {env: {...bareEnv, ...env}, stdio: ['ignore', 'pipe', 'pipe']})
    let words = ''
    child.stderr.on('data', chunk => void (words += String(chunk)))
    child.once('close', code => done({code, words: words.trim()}))
  })
}
