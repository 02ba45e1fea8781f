/** Ops at a terminal: the built command line against the built server, with a page open beside it. */
import {spawn, type ChildProcess} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {seat} from './person.ts'

const cli = resolve(import.meta.dirname, '../../dist/server/cli.js')

let server: BuiltServer
let browser: Browser
let home: string
const started: ChildProcess[] = []

beforeAll(async () => {
  [server, browser, home] = await Promise.all([startBuilt(), openBrowser(), mkdtemp(join(tmpdir(), 'espalier-home-'))])
})
afterAll(async () => {
  for (const child of started) child.kill()
  await browser?.close()
  await server?.close()
  await rm(home, {recursive: true, force: true})
})

interface Ran {readonly code: number | null; readonly out: string; readonly err: string}
interface Running {out(): string; readonly ended: Promise<Ran>; interrupt(): void}

function start(...args: readonly string[]): Running {
  const {XDG_CONFIG_HOME: _, ...env} = process.env
  const child = spawn(process.execPath, [cli, ...args], {env: {...env, HOME: home, NO_COLOR: '1'}, stdio: ['ignore', 'pipe', 'pipe']})
  started.push(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
  child.stderr.on('data', (chunk: Buffer) => err += chunk.toString())
  return {
    out: () => out,
    ended: new Promise(done => void child.on('close', code => done({code, out, err}))),
    interrupt: () => void child.kill('SIGINT'),
  }
}

const run = (...args: readonly string[]): Promise<Ran> => start(...args).ended

test('a node is found, patched under an open page, watched, and taken back', async () => {
  expect(await run('screens')).toMatchObject({code: 1, err: expect.stringContaining('espalier login')})
  expect(await run('login', server.url, '--email', 'admin@demo.test', '--password', 'espalier')).toMatchObject({code: 0, out: expect.stringContaining('Ada Moreno')})
  expect((await run('screens')).out).toMatch(/^\/companies +Companies +live/m)
  const {out: tree} = await run('tree', '/companies')
  const heading = /heading text="Companies".*? ([0-9a-f-]{36})$/m.exec(tree)?.[1]
  expect(heading, tree).toBeDefined()

  const {page, open, wrongs} = await seat(browser, server, 'agent')
  await open('/app/companies')
  await page.evaluate(() => Object.assign(window, {here: true}))
  const watching = start('watch', '/companies')
  await expect.poll(watching.out).toContain('watching screen:/companies')
  const patched = await run('patch', heading!.slice(-8), '{"props": {"text": "Customers and prospects"}}', '--note', 'Clearer')
  expect(patched).toMatchObject({code: 0, err: ''})
  await page.getByRole('heading', {name: 'Customers and prospects'}).waitFor()
  await expect.poll(watching.out).toMatch(/swapped +\/companies +set props\.text/)

  const {out: releases} = await run('releases')
  const [newest, older] = releases.split('\n')
  expect(newest).toMatch(/^● +2 .*hotpatch.*Clearer$/)
  expect(older).toMatch(/^ +1 .*publish/)
  expect(await run('rollback', '1', '--note', 'Back')).toMatchObject({code: 0, out: expect.stringContaining('release 3 is live')})
  await page.getByRole('heading', {name: 'Companies', exact: true}).waitFor()
  // The draft took the patch: publishing brings it back, for whoever says so.
  expect(await run('publish', '--note', 'Again')).toMatchObject({code: 1, err: expect.stringContaining('--rolled-back')})
  expect(await run('publish', '--note', 'Again', '--rolled-back', 'keep=2')).toMatchObject({code: 0, out: expect.stringContaining('release 4 is live')})
  await page.getByRole('heading', {name: 'Customers and prospects'}).waitFor()
  watching.interrupt()
  expect(await watching.ended).toMatchObject({code: 0})
  expect([await page.evaluate(() => 'here' in window), wrongs()]).toEqual([true, []])
})

test('what is refused says why, and leaves the page as it is', async () => {
  const before = (await run('tree', '/companies')).out
  const grid = /data-grid.*? ([0-9a-f-]{36})$/m.exec(before)![1]!
  expect(await run('patch', grid, '{"props": {"colums": ["name"]}}')).toMatchObject({code: 1, err: expect.stringMatching(/colums.*columns/s)})
  expect(await run('patch', grid, '{"props": ')).toMatchObject({code: 2, err: expect.stringContaining('JSON')})
  expect(await run('tree', '/compnies')).toMatchObject({code: 1, err: expect.stringContaining('/companies')})
  expect((await run('tree', '/companies')).out).toBe(before)
})
