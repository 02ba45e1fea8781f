import Sqlite from 'better-sqlite3'
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {connect, createServer, type AddressInfo, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {copyOldTenant} from '../../tests/migrations/old-tenant.ts'
import {checkLive} from '../../tests/check-live.ts'
import {testKinds} from '../../tests/config-kinds.ts'
import {makeScreen, type MadeScreen} from '../../tests/open-test-tenant.ts'
import {startApp, type TestApp} from '../../tests/start-app.ts'
import {systemActor} from '../actor.ts'
import type {LogProof} from '../store/index.ts'
import type {Io} from './io.ts'
import {runCli} from './run-cli.ts'

let app: TestApp
let page: MadeScreen
let folder: string

beforeAll(async () => {
  app = await startApp({snippets: true, configKinds: testKinds})
  page = await makeScreen(app, '/page', ['one', 'two'])
  await app.screens.publish(systemActor, {note: 'first'})
  folder = await mkdtemp(join(tmpdir(), 'espalier-cli-'))
  expect((await run(['login', app.url, '--email', 'admin@demo.test', '--password', 'espalier'])).code).toBe(0)
})
afterAll(async () => {
  await app.close()
  await rm(folder, {recursive: true, force: true})
})

interface Ran {readonly code: number; readonly out: string; readonly err: string}

function terminal(over: Partial<Io> = {}): Io & {readonly lines: {readonly out: string[]; readonly err: string[]}} {
  const lines = {out: [] as string[], err: [] as string[]}
  return {
    env: {}, isTerminal: false, canAsk: false, configFolder: join(folder, 'config'), lines,
    out: line => void lines.out.push(line), err: line => void lines.err.push(line),
    readInput: () => Promise.reject(new Error('nothing is piped in')), ask: () => Promise.reject(new Error('nobody is asked')), signal: new AbortController().signal,
    ...over,
  }
}

async function run(argv: readonly string[], over: Partial<Io> = {}): Promise<Ran> {
  const io = terminal(over)
  const code = await runCli(argv, io)
  return {code, out: io.lines.out.join('\n'), err: io.lines.err.join('\n')}
}

const liveText = async (index: number): Promise<unknown> => (await app.screens.load(page.id, 'live')).tree.nodes.get(page.texts[index]!)!.props['text']

describe('login', () => {
  test('keeps the token where only its owner can read it', async () => {
    const file = join(folder, 'config', 'credentials.json')
    expect([(await stat(file)).mode & 0o777, (await stat(join(folder, 'config'))).mode & 0o777]).toEqual([0o600, 0o700])
    const {current, tokens} = JSON.parse(await readFile(file, 'utf8')) as {current: string; tokens: Record<string, string>}
    expect(current).toBe(app.url)
    expect(await app.auth.actorOfToken(tokens[app.url]!)).toMatchObject({role: 'admin'})
  })

  test('asks for what is missing, the password unseen', async () => {
    const asked: unknown[] = []
    const ask: Io['ask'] = (question, hidden) => {
      asked.push([question, hidden])
      return Promise.resolve(hidden ? 'espalier' : 'admin@demo.test')
    }
    expect(await run(['login', app.url], {canAsk: true, ask})).toMatchObject({code: 0, out: expect.stringContaining('Ada Moreno')})
    expect(asked).toEqual([['Email: ', false], ['Password: ', true]])
  })

  test('where nobody can be asked, says what to give', async () => {
    expect(await run(['login', app.url])).toMatchObject({code: 2, err: expect.stringContaining('--email')})
  })

  test('a wrong password is refused, in the server\'s words', async () => {
    expect(await run(['login', app.url, '--email', 'admin@demo.test', '--password', 'wrong'])).toMatchObject({code: 1, err: expect.stringMatching(/✗ .*401/)})
  })

  test('an address where nobody answers says so', async () => {
    expect(await run(['login', 'http://127.0.0.1:1', '--email', 'a@b.c', '--password', 'x'])).toMatchObject({code: 1, err: expect.stringContaining('no answer from http://127.0.0.1:1')})
  })
})

describe('reading', () => {
  test('screens lists paths and how they stand', async () => {
    const {code, out} = await run(['screens'])
    expect([code, out]).toEqual([0, `/page  /page  live  ${page.id}`])
  })

  test('tree shows snippets, properties and ids, indented', async () => {
    const {out} = await run(['tree', '/page'])
    const [head, ...lines] = out.split('\n')
    expect(head).toContain('/page')
    expect(lines.map(line => line.replace(/\s+\S+$/, ''))).toEqual(['app-frame', '└ stack', '  ├ text text="one"', '  └ text text="two"'])
    expect(lines[2]).toContain(page.texts[0])
  })

  test('--json is for programs', async () => {
    expect(JSON.parse((await run(['tree', '/page', '--at', 'draft', '--json'])).out)).toMatchObject({screen: {path: '/page'}, nodes: [{snippet: 'app-frame'}, {}, {}, {}]})
    expect(JSON.parse((await run(['screens', '--json'])).out)).toHaveLength(1)
    const refused = await run(['tree', '/page', '--at', 'nonsense', '--json'])
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([1, {status: 404, code: 'not-found'}])
  })

  test('a screen is found by the path of its draft, of its live page, and by one that it had', async () => {
    const move = (path: string): Promise<unknown> => app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: page.id, patch: {path}}]})
    const head = async (path: string, at: string): Promise<string | undefined> => (await run(['tree', path, '--at', at])).out.split('\n')[0]?.split(' ')[0]
    await move('/leaf')
    expect([await head('/leaf', 'live'), await head('/page', 'draft')]).toEqual(['/page', '/leaf'])
    await app.screens.publish(systemActor, {})
    expect(await head('/page', 'live')).toBe('/leaf')
    await move('/page')
    await app.screens.publish(systemActor, {})
  })

  test('an unknown screen names those that are there', async () => {
    expect(await run(['tree', '/pages'])).toMatchObject({code: 1, err: expect.stringContaining('There are: /page')})
  })

  test('colours are for terminals whose owner wants them', async () => {
    const coloured = await run(['tree', '/page'], {isTerminal: true})
    expect(coloured.out).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured.out)).toBe((await run(['tree', '/page'])).out)
    expect((await run(['tree', '/page'], {isTerminal: true, env: {NO_COLOR: '1'}})).out).not.toContain('\u001b[')
  })
})

describe('changing', () => {
  test('patch takes the short form, a file, standard input, and a part of a node\'s id', async () => {
    const [one, two] = page.texts as [string, string]
    expect(await run(['patch', one, '{"props":{"text":"short"}}', '--note', 'a typo'])).toMatchObject({code: 0, out: expect.stringMatching(/live as release \d+ \(1 step\); the draft has taken it too/)})
    expect(await liveText(0)).toBe('short')
    const file = join(folder, 'patch.json')
    await writeFile(file, JSON.stringify([{type: 'set', path: ['props', 'text'], value: 'from a file'}]))
    expect((await run(['patch', two.slice(-8), file])).code).toBe(0)
    expect(await liveText(1)).toBe('from a file')
    expect((await run(['patch', `${one}~3`, '-'], {readInput: () => Promise.resolve('{"type":"set","path":["props","text"],"value":"piped"}')})).code).toBe(0)
    expect(await liveText(0)).toBe('piped')
    expect((await run(['patch', one, '{"props":{"text":"piped"}}'])).out).toContain('nothing to do')
    expect((await app.screens.releases(systemActor, 10)).find(release => release.note === 'a typo')).toMatchObject({kind: 'hotpatch'})
  })

  test('a refused patch shows every problem, and changes nothing', async () => {
    const before = app.store.seq()
    const {code, err} = await run(['patch', page.texts[0]!, '{"props":{"tone":"blue","size":"huge"}}'])
    expect(code).toBe(1)
    expect(err).toContain('422')
    expect(err).toMatch(/tone.*expected/)
    expect(err).toMatch(/size.*expected/)
    expect(app.store.seq()).toBe(before)
  })

  test('a part of an id that many nodes share asks for more of it', async () => {
    const shared = page.texts[0]!.slice(0, 8)
    expect(await run(['patch', shared, '{"props":{"text":"x"}}'])).toMatchObject({code: 1, err: expect.stringContaining(page.texts[1]!)})
    expect((await run(['patch', 'zzzz', '{"props":{"text":"x"}}'])).err).toContain('no node')
  })

  test('publish, releases and rollback', async () => {
    await app.screens.edit(systemActor, page.id, undefined, [{type: 'set', id: page.texts[0]!, path: ['props', 'text'], value: 'to publish'}])
    expect(await run(['publish', '--note', 'from here', '--screen', '/page'])).toMatchObject({code: 0, out: expect.stringMatching(/release \d+ is live\n {2}\/page changed/)})
    expect(await liveText(0)).toBe('to publish')
    expect((await run(['publish'])).out).toContain('nothing to publish')
    const {out} = await run(['releases'])
    expect(out.split('\n')[0]).toMatch(/^● \d+ .* publish .* from here$/)
    expect((await run(['rollback', '1'])).out).toContain('with what release 1 held')
    expect(await liveText(0)).toBe('one')
    const [, newest] = await app.screens.releases(systemActor, 2)
    expect((await run(['rollback', newest!.id.slice(-8), '--note', 'and back'])).code).toBe(0)
    expect(await liveText(0)).toBe('to publish')
    expect(await run(['rollback', '999'])).toMatchObject({code: 1, err: expect.stringContaining('no release "999"')})
  })

  test('a rollback names the hot patch that stays in a draft, and takes it out when asked to', async () => {
    const [live] = await app.screens.releases(systemActor, 1)
    const was = await liveText(0)
    await run(['patch', page.texts[0]!, '{"props":{"text":"hurried"}}', '--note', 'in a hurry'])
    const patched = (await app.screens.releases(systemActor, 1))[0]!
    expect((await run(['rollback', String(live!.number)])).out).toContain(`the draft of /page still holds hot patch ${patched.number} (in a hurry)`)
    await run(['rollback', String(patched.number)])
    expect((await run(['rollback', String(live!.number), '--take-back'])).out).not.toContain('still holds')
    expect([await liveText(0), (await run(['publish', '--screen', '/page'])).code, await liveText(0)]).toEqual([was, 0, was])
  })

  test('a publish asks what becomes of a rolled back hot patch, and does what it is told', async () => {
    const [live] = await app.screens.releases(systemActor, 1)
    const was = await liveText(0)
    const patchAndBack = async (): Promise<void> => {
      await run(['patch', page.texts[0]!, '{"props":{"text":"hurried"}}', '--note', 'in a hurry'])
      expect((await run(['rollback', String(live!.number)])).code).toBe(0)
    }
    await patchAndBack()
    expect(await run(['publish', '--screen', '/page'])).toMatchObject({code: 1, err: expect.stringMatching(/\(409 rolled-back-patches\)\n.*\(in a hurry\), which was rolled back\n {2}Add --rolled-back take-back, or --rolled-back keep=\d+$/)})
    expect((await run(['publish'])).err).not.toContain('takeBack')
    expect(await liveText(0)).toBe(was)
    expect(await run(['publish', '--rolled-back', 'maybe'])).toMatchObject({code: 2, err: expect.stringContaining('take-back or keep=<number>')})
    expect((await run(['publish', '--screen', '/page', '--rolled-back', 'take-back'])).out).toContain('nothing to publish')
    expect(await liveText(0)).toBe(was)
    await patchAndBack()
    const {number} = (await app.screens.releases(systemActor, 2))[1]!
    expect(await run(['publish', '--screen', '/page', '--rolled-back', `keep=${number - 1}`])).toMatchObject({code: 1, err: expect.stringContaining(`--rolled-back keep=${number}`)})
    expect(await liveText(0)).toBe(was)
    expect((await run(['publish', '--screen', '/page', '--rolled-back', `keep=${number - 1},${number}`])).code).toBe(0)
    expect(await liveText(0)).toBe('hurried')
    expect((await run(['rollback', String(live!.number), '--take-back'])).code).toBe(0)
    expect(await run(['publish', '--rolled-back', 'take-back'])).toMatchObject({code: 0})
    await patchAndBack()
    await app.screens.edit(systemActor, page.id, undefined, [{type: 'set', id: page.texts[0]!, path: ['props', 'text'], value: was as string}])
    expect((await run(['publish'])).out).toContain('nothing to publish')
  })

  test('config items are published by their names, and a rollback says what no longer fits', async () => {
    const write = (columns: readonly string[]): Promise<unknown> => app.as('admin')('PUT', '/api/v1/config/list_view/one/draft', {document: {from: 'project', columns, role: 'agent'}})
    const properties = {title: {type: 'string'}, code: {type: 'string'}} as const
    await app.putSchema(systemActor, 'project', {title: 'Project', type: 'object', properties})
    await write(['code'])
    expect(await run(['publish', '--item', 'list_view/one'])).toMatchObject({code: 0, out: expect.stringMatching(/is live\n {2}list_view\/one added$/)})
    const [first] = await app.screens.releases(systemActor, 1)
    await write(['title'])
    await run(['publish', '--item', 'list_view/one'])
    await app.putSchema(systemActor, 'project', {title: 'Project', type: 'object', properties: {title: properties.title}}, {acceptBreaks: true})
    expect((await run(['rollback', String(first!.number)])).out).toContain('does not fit: list_view/one /columns/0: project has no property "code"')
    expect((await run(['publish', '--item', 'list_view/none'])).err).toContain('no config item list_view/none')
    await run(['publish', '--item', 'list_view/one'])
  })

  test('an archived screen is listed apart, and restored, at another path where its own is taken', async () => {
    const old = await makeScreen(app, '/old')
    const {path, id} = {path: '/old', id: old.id}
    await app.commit(systemActor, {changes: [{op: 'archive', schema: 'ui_screen', id}]})
    expect((await run(['screens'])).out).not.toContain(id)
    expect((await run(['screens', '--archived'])).out).toContain(id)
    await makeScreen(app, path)
    expect(await run(['restore', path])).toMatchObject({code: 1, err: expect.stringContaining('has this value already')})
    expect(await run(['restore', id.slice(-8), '--path', '/older'])).toMatchObject({code: 0, out: expect.stringContaining('/older is back')})
    expect((await run(['restore', '/old'])).err).toContain('no archived screen')
  })

  test('who may not is refused, in the server\'s words', async () => {
    const env = {ESPALIER_URL: app.url, ESPALIER_TOKEN: await app.tokenOf('agent')}
    expect(await run(['publish'], {env})).toMatchObject({code: 1, err: expect.stringContaining('403')})
    expect(await run(['screens'], {env: {...env, ESPALIER_TOKEN: 'x'}})).toMatchObject({code: 1, err: expect.stringContaining('espalier login')})
  })
})

describe('watch', () => {
  test('prints one line for each event of a page until it is ended', async () => {
    const ending = new AbortController()
    const io = terminal({signal: ending.signal})
    const done = runCli(['watch', '/page'], io)
    await expect.poll(() => io.lines.out.length).toBe(1)
    await app.screens.patchNode(systemActor, page.texts[0]!, [{type: 'set', id: page.texts[0]!, path: ['props', 'text'], value: 'watched'}], '')
    await expect.poll(() => io.lines.out.length).toBe(2)
    expect(io.lines.out[1]).toMatch(/^ *\d+ {2}swapped {3}\/page {2}set props\.text [0-9a-f]{6}/)
    ending.abort()
    expect(await done).toBe(0)
  })

  test('without a path prints releases and records, as JSON where asked', async () => {
    const ending = new AbortController()
    const io = terminal({signal: ending.signal})
    const done = runCli(['watch', '--json'], io)
    await expect.poll(() => io.lines.out.length).toBe(1)
    await app.commit(systemActor, {changes: [{op: 'create', schema: 'company', data: {name: 'Watched'}}]})
    await expect.poll(() => io.lines.out.length).toBe(2)
    expect(JSON.parse(io.lines.out[1]!)).toMatchObject({type: 'records-changed', schema: 'company'})
    for (const line of io.lines.out) checkLive('send', line)
    ending.abort()
    await done
  })

  test('comes back after a lost line, and tells what was missed', async () => {
    const way = await breakableLine(new URL(app.url).port)
    const ending = new AbortController()
    const io = terminal({signal: ending.signal, env: {ESPALIER_URL: way.url, ESPALIER_TOKEN: await app.tokenOf('admin')}})
    const done = runCli(['watch', '--json'], io)
    await expect.poll(() => io.lines.out.length).toBe(1)
    way.cut()
    await app.commit(systemActor, {changes: [{op: 'create', schema: 'company', data: {name: 'Missed'}}]})
    await expect.poll(() => io.lines.out.map(line => (JSON.parse(line) as {type: string}).type)).toEqual(['subscribed', 'records-changed', 'subscribed'])
    expect(io.lines.err.join()).toContain('trying again')
    ending.abort()
    await done
    way.close()
  })

  test('a page that may not be watched ends it', async () => {
    expect(await run(['watch', '/nowhere'])).toMatchObject({code: 1, err: expect.stringContaining('nothing to watch')})
  })
})

/** A way to the server that can be cut. */
async function breakableLine(port: string): Promise<{readonly url: string; cut(): void; close(): void}> {
  const open = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(Number(port), '127.0.0.1')
    for (const socket of [near, far]) open.add(socket.on('error', () => socket.destroy()))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    for (const socket of open) socket.destroy()
    open.clear()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut,
    close() {
      cut()
      server.close()
    },
  }
}

describe('used wrongly', () => {
  test.each([
    [['screens', 'x'], 'usage: espalier screens'],
    [['tree'], 'usage: espalier tree <path>'],
    [['patch', 'x'], 'usage: espalier patch'],
    [['tree', '/page', '--att', 'x'], '--att'],
    [['patchh'], 'did you mean "patch"'],
    [['__proto__'], 'there is no command'],
    [['patch', '0190aaaa', 'no-such-file.json'], 'cannot be read'],
    [['patch', '0190aaaa-0000-7000-8000-000000000001', '{"title":"x"}'], 'nothing that a patch sets'],
  ])('%j says how, and ends with 2', async (argv, words) => {
    expect(await run(argv)).toMatchObject({code: 2, err: expect.stringContaining(words), out: ''})
  })

  test('help lists the commands, and explains one', async () => {
    const {out} = await run([])
    for (const name of ['login', 'screens', 'tree', 'patch', 'publish', 'releases', 'rollback', 'restore', 'watch']) expect(out).toContain(name)
    expect((await run(['help', 'patch'])).out).toContain('--note')
    expect((await run(['patch', '--help'])).out).toContain('<node> <json|file|->')
  })
})

describe('verify', () => {
  test('proves the log of a data folder beside its server, and names what somebody changed in it', async () => {
    const good = await run(['verify', app.dataFolder])
    expect([good.code, good.err]).toEqual([0, ''])
    expect(good.out).toMatch(/^✓ \d+ events in \d+ commits are as they were written, and the records as they say; 0 of them are purged\n {2}head: commit \d+, [0-9a-f]{64}$/)
    const {head} = JSON.parse((await run(['verify', app.dataFolder, '--json'])).out) as LogProof
    expect((await run(['verify', app.dataFolder, '--head', head!.hash])).code).toBe(0)
    expect((await run(['verify', app.dataFolder, '--head', '00'.repeat(32)])).err).toContain('the log was cut off, or written anew')
    for (const odd of ['', 'abc', `${head!.hash}zzz`, '00'.repeat(33)]) expect(await run(['verify', app.dataFolder, '--head', odd])).toMatchObject({code: 2, err: expect.stringContaining('64 hexadecimal digits')})
    const db = new Sqlite(join(app.dataFolder, 'main.db'))
    const was = db.prepare('SELECT by FROM event WHERE seq = 7').pluck().all()[0]
    db.prepare(`UPDATE event SET by = 'somebody else' WHERE seq = 7`).run()
    const bad = await run(['verify', app.dataFolder])
    db.prepare('UPDATE event SET by = ? WHERE seq = 7').run(was)
    db.close()
    expect([bad.code, bad.out, bad.err]).toEqual([1, expect.stringMatching(/^✗ event 7 \((\w+ [^ ]+)\) was changed\n✗ \1 is not what its last event says$/), expect.stringContaining('this is not as it was written')])
  })

  test('a folder without a database, and one of an older layout, are said', async () => {
    expect((await run(['verify', join(folder, 'nothing')])).err).toContain('got nothing there; name the folder')
    const old = copyOldTenant()
    expect((await run(['verify', old.folder])).err).toContain('whose log is not sealed yet; start Espalier with it once')
    old.remove()
  })
})

describe('take-back', () => {
  test('says what it would do, does it, and is taken back by the number that it says', async () => {
    const {records: [record]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'contact', data: {last_name: 'Fir', phone: '1'}}]})
    const id = record!.id
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'contact', id, patch: {last_name: 'Oak', phone: '2'}}]})
    const {commit} = (await app.store.history('contact', id, 1))[0]!
    expect((await run(['take-back', String(commit), '--dry-run'])).out).toBe(`  contact ${id} updated\n1 record can be taken back; nothing was done`)
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'contact', id, patch: {phone: '3'}}]})
    expect(await run(['take-back', String(commit)])).toMatchObject({code: 1, err: expect.stringContaining('Send "rest": true')})
    const {out} = await run(['take-back', String(commit), '--rest'])
    expect(out).toContain(`left: contact ${id}/phone was changed by system at`)
    const number = /taken back by commit (\d+)/.exec(out)![1]!
    expect(JSON.parse((await app.store.get('contact', id))!.doc)).toMatchObject({last_name: 'Fir', phone: '3'})
    expect((await run(['take-back', number])).code).toBe(0)
    expect(JSON.parse((await app.store.get('contact', id))!.doc)).toMatchObject({last_name: 'Oak', phone: '3'})
  })

  test('is used wrongly without a number or a cause', async () => {
    expect(await run(['take-back'])).toMatchObject({code: 2})
    expect(await run(['take-back', 'soon'])).toMatchObject({code: 2, err: expect.stringContaining('got "soon"')})
  })
})
