import Database from 'better-sqlite3'
import {mkdtemp, readdir, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {copyDemo} from '../demo-data.ts'

const kills = Number(process.env['CRASH_KILLS'] ?? 100)

interface Acknowledged {
  readonly contacts: Map<string, string>
  /** Release -> the hash that the patch said its screen would have. */
  readonly releases: Map<string, {readonly screen: string; readonly hash: string}>
  readonly drafts: Map<string, string>
}

let folder: string
let token: string
let heading: {readonly screen: string; readonly node: string}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-crash-'))
  await copyDemo(folder)
  const server = await startBuilt({dataFolder: folder})
  const login = await fetch(`${server.url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({email: 'admin@demo.test', password: 'espalier'})})
  token = (await login.json() as {token: string}).token
  const {items} = await call<{items: {id: string; path: string}[]}>(server, '/api/v1/screens')
  const screen = items.find(one => one.path === '/companies')!.id
  const {nodes} = await call<{nodes: {id: string; snippet: string}[]}>(server, `/api/v1/screens/${screen}?at=live`)
  heading = {screen, node: nodes.find(node => node.snippet === 'heading')!.id}
  await server.kill()
})

afterAll(() => rm(folder, {recursive: true, force: true}))

test(`${kills} kills at random moments of writing and publishing lose nothing that was acknowledged, and leave no half release`, async () => {
  let acknowledged: Acknowledged = {contacts: new Map(), releases: new Map(), drafts: new Map()}
  const total = {contacts: 0, releases: 0, drafts: 0, cutOff: 0}
  for (let kill = 0; kill < kills; kill++) {
    const server = await startBuilt({dataFolder: folder})
    await verify(server, acknowledged)
    acknowledged = {contacts: new Map(), releases: new Map(), drafts: new Map()}
    total.cutOff += await writeUntilKilled(server, acknowledged, kill)
    total.contacts += acknowledged.contacts.size
    total.releases += acknowledged.releases.size
    total.drafts += acknowledged.drafts.size
  }
  const last = await startBuilt({dataFolder: folder})
  await verify(last, acknowledged)
  await last.kill()
  checkFile(total.contacts)
  console.log(`${kills} kills: ${total.contacts} contacts, ${total.releases} releases and ${total.drafts} draft edits acknowledged and found; ${total.cutOff} requests were under way when the process died`)
  // The fault must really have hit: with nothing under way, nothing was tested.
  expect(total.cutOff).toBeGreaterThan(kills)
  expect(total.contacts).toBeGreaterThan(kills)
  expect(total.releases).toBeGreaterThan(0)
})

/** Writes from many sides until the process dies; answers how many requests were under way then. */
async function writeUntilKilled(server: BuiltServer, acknowledged: Acknowledged, round: number): Promise<number> {
  let alive = true
  let cutOff = 0
  const until = (work: () => Promise<void>): Promise<void> => (async () => {
    while (alive) {
      try {
        await work()
      } catch (error) {
        if (alive && !isGone(error)) throw error
        cutOff++
        return
      }
    }
  })()
  let count = 0
  const creators = Array.from({length: 6}, () => until(async () => {
    const last_name = `Crash ${round}-${count++}`
    const made = await call<{id: string}>(server, '/api/v1/records/contact', {first_name: 'Kim', last_name, status: 'lead'})
    acknowledged.contacts.set(made.id, last_name)
  }))
  const publisher = until(async () => {
    const path = ['props', 'subtitle']
    const value = `round ${round}, ${count}`
    const patched = await call<{release: {id: string}; to: string}>(server, `/api/v1/nodes/${heading.node}/patch`, {steps: [{type: 'set', id: heading.node, path, value}], note: value})
    acknowledged.releases.set(patched.release.id, {screen: heading.screen, hash: patched.to})
    const draft = await call<{hash: string}>(server, `/api/v1/screens/${heading.screen}/steps`, {steps: [{type: 'set', id: heading.node, path, value: `${value} draft`}]})
    acknowledged.drafts.set(heading.screen, draft.hash)
    const published = await call<{id: string; screens: Record<string, string>}>(server, '/api/v1/releases', {note: value})
    acknowledged.releases.set(published.id, {screen: heading.screen, hash: published.screens[heading.screen]!})
  })
  await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 250))
  const dying = server.kill()
  await Promise.race([dying, new Promise(resolve => setTimeout(resolve, 5_000))])
  alive = false
  await Promise.all([...creators, publisher])
  return cutOff
}

async function verify(server: BuiltServer, {contacts, releases}: Acknowledged): Promise<void> {
  for (const [id, last_name] of contacts) {
    const record = await call<{data: {last_name: string}}>(server, `/api/v1/records/contact/${id}`)
    expect(record.data.last_name).toBe(last_name)
  }
  for (const [id, {screen, hash}] of releases) expect((await call<{hash: string}>(server, `/api/v1/screens/${screen}?at=${id}`)).hash).toBe(hash)
  // Whatever was live or drafted last is whole: every screen of the newest release loads to the hash that the release names.
  const [newest] = (await call<{items: {id: string; screens: Record<string, string>}[]}>(server, '/api/v1/releases')).items
  for (const [screen, hash] of Object.entries(newest!.screens)) expect((await call<{hash: string}>(server, `/api/v1/screens/${screen}?at=live`)).hash).toBe(hash)
  await call(server, `/api/v1/screens/${heading.screen}?at=draft`)
}

/** The file itself: sound, with a gap-free event log, a search row for each contact and each contact written once. */
function checkFile(contacts: number): void {
  const file = new Database(join(folder, 'main.db'), {readonly: true})
  expect(file.pragma('integrity_check', {simple: true})).toBe('ok')
  const {first, last, count} = file.prepare('SELECT min(seq) AS first, max(seq) AS last, count(*) AS count FROM event').get() as {first: number; last: number; count: number}
  expect([first, last]).toEqual([1, count])
  const {found} = file.prepare("SELECT count(*) AS found FROM r_contact WHERE json_extract(doc, '$.last_name') LIKE 'Crash %'").get() as {found: number}
  expect(found).toBeGreaterThanOrEqual(contacts)
  file.close()
}

async function call<T>(server: BuiltServer, path: string, body?: unknown): Promise<T> {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {authorization: `Bearer ${token}`, ...(body !== undefined && {'content-type': 'application/json'})},
    ...(body !== undefined && {body: JSON.stringify(body)}),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return await response.json() as T
}

/** The connection broke: the only failure that a kill may cause. */
const isGone = (error: unknown): boolean => error instanceof TypeError && /fetch failed|terminated/.test(error.message)

test('nothing but the tenant\'s own files is left in the data folder', async () => {
  expect((await readdir(folder)).filter(name => !/^(main\.db(-wal|-shm|-reserve|-lock)?|secret.*|builds)$/.test(name))).toEqual([])
  expect((await readdir(join(folder, 'builds'))).toSorted()).toEqual(['content', 'pages.json'])
  expect((await readdir(join(folder, 'builds/content'))).filter(name => !/^[0-9a-f]{64}\.(js|css|mjs|build)$/.test(name))).toEqual([])
})
