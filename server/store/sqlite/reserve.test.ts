import {mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {createReserve} from './reserve.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'espalier-reserve-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

test('holds a megabyte that is really taken, gives it once, and takes it back after a while', () => {
  let now = 0
  const reserve = createReserve(join(folder, 'main.db'), () => now)
  expect([reserve.hold(), reserve.hasRoom()]).toEqual([true, true])
  expect(statSync(join(folder, 'main.db-reserve')).blocks * 512).toBeGreaterThanOrEqual(1024 * 1024)
  expect(statSync(join(folder, 'main.db-reserve')).mode & 0o777).toBe(0o600)
  expect([reserve.give(), reserve.give(), reserve.hold(), readdirSync(folder)]).toEqual([true, false, false, []])
  now += 500
  expect([reserve.hold(), readdirSync(folder)]).toEqual([true, ['main.db-reserve']])
  expect(createReserve(join(folder, 'main.db')).give()).toBe(true)
})

test('where there is no room, it says so and leaves nothing behind', () => {
  const reserve = createReserve(join(folder, 'not/there/main.db'))
  expect([reserve.hold(), reserve.hasRoom(), reserve.give(), readdirSync(folder)]).toEqual([false, false, false, []])
})
