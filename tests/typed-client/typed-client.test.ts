import {execFile} from 'node:child_process'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

const run = promisify(execFile)
const use = join(import.meta.dirname, 'use')
const made = join(use, 'made')
const root = join(import.meta.dirname, '../..')

let app: TestApp

beforeAll(async () => {
  app = await startApp()
  await mkdir(made, {recursive: true})
  await writeFile(join(made, 'openapi.json'), (await app.as('admin')('GET', '/openapi.json')).text)
  await run(process.execPath, [join(import.meta.dirname, 'node_modules/openapi-typescript/bin/cli.js'), join(made, 'openapi.json'), '--output', join(made, 'api.d.ts')])
})
afterAll(() => app.close())

test('a client made from the document compiles with PATCH, expand and commit typed, and refuses what the document does not say', async () => {
  const {stdout} = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', use]).catch((error: {readonly stdout: string}) => error)
  expect(stdout).toBe('')
})

test('and does what it says', async () => {
  const {useClient} = await import(join(use, 'use-client.ts')) as {readonly useClient: (url: string, token: string) => Promise<unknown>}
  expect(await useClient(app.url, await app.tokenOf('admin'))).toMatchObject({created: 2, renamed: 'Ada', company: {data: {name: 'Typed & Sons'}}, total: 1, refused: 'not-found'})
})
