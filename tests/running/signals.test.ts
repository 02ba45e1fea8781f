/** SIGTERM at any moment of a start, and to whoever started it: the process ends by itself, says that all is well, and leaves data that the next start takes. */
import {spawn} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {startBuilt} from '../built-server.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'espalier-signals-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

/** Starts a server, and ends it when it has printed a text. Resolves with its code and its signal. */
function endedAt(text: string, options: readonly string[] = []): Promise<readonly [code: number | null, signal: string | null]> {
  const child = spawn(process.execPath, [...options, join(root, 'dist/server/main.js')], {cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, ESPALIER_DATA: folder, PORT: '0'}})
  let output = ''
  child.stdout.on('data', chunk => {
    output += String(chunk)
    // What never says so is not waited for.
    if (!child.killed && (output.includes(text) || output.includes('Ctrl-C stops it.'))) child.kill(output.includes(text) ? 'SIGTERM' : 'SIGKILL')
  })
  return new Promise(done => void child.once('exit', (code, signal) => done([code, signal])))
}

/** Prints how many packages had been loaded when somebody began to listen to the signal. */
const counting = `process.on('newListener', name => {
  if (name === 'SIGTERM') process.stdout.write('packages: ' + Object.keys(require.cache).filter(file => file.includes('node_modules')).length + '.')
})`

test('before anything is loaded, as on process 1 of a container, which loses a signal that nobody takes', async () => {
  const preload = join(folder, 'counting.cjs')
  writeFileSync(preload, counting)
  expect(await endedAt('packages: 0.', ['--require', preload])).toEqual([0, null])
})

test('while the demo company is loaded', async () => {
  expect(await endedAt('laying out the CRM')).toEqual([0, null])
})

test('sent to npm, as to what `npm start` leaves in the foreground', async () => {
  // The project without its build, which would be made anew under the other tests.
  const project = join(folder, 'project')
  mkdirSync(project)
  for (const file of ['package.json', 'server/build-and-start.mjs']) cpSync(join(root, file), join(project, file))
  writeFileSync(join(project, 'esbuild.config.mjs'), 'export const buildStale = () => {}')
  symlinkSync(join(root, 'dist'), join(project, 'dist'))
  const child = spawn('npm', ['start'], {cwd: project, stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, ESPALIER_DATA: folder, PORT: '0'}})
  const ended = new Promise(done => void child.once('exit', done))
  // Open for as long as anybody holds it: the server too.
  const closed = new Promise(done => void child.stdout.once('close', done))
  let output = ''
  child.stdout.on('data', chunk => {
    output += String(chunk)
    if (!child.killed && output.includes('Ctrl-C stops it.')) child.kill('SIGTERM')
  })
  expect(await ended).toBe(0)
  await closed
})

test('as soon as it says where it is, after a start that was cut off', async () => {
  expect(await endedAt('Espalier is at')).toEqual([0, null])
  const server = await startBuilt({dataFolder: folder})
  expect(await server.end()).toBe(0)
})
