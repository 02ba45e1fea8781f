/** SIGTERM at any moment of a start: the process ends by itself, says that all is well, and leaves data that the next start takes. */
import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {startBuilt} from '../built-server.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'espalier-signals-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

/** Starts a server, and ends it when it has printed a text. Resolves with its code and its signal. */
function endedAt(text: string): Promise<readonly [code: number | null, signal: string | null]> {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, ESPALIER_DATA: folder, PORT: '0'}})
  let output = ''
  child.stdout.on('data', chunk => {
    output += String(chunk)
    if (!child.killed && output.includes(text)) child.kill('SIGTERM')
  })
  return new Promise(done => void child.once('exit', (code, signal) => done([code, signal])))
}

test('while the demo company is loaded', async () => {
  expect(await endedAt('laying out the CRM')).toEqual([0, null])
})

test('as soon as it says where it is, after a start that was cut off', async () => {
  expect(await endedAt('Espalier is at')).toEqual([0, null])
  const server = await startBuilt({dataFolder: folder})
  expect(await server.end()).toBe(0)
})
