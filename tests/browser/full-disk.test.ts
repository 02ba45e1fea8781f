/** What someone meets who types while the server's disk is full: a real one. Skipped where a disk cannot be mounted (it takes root). */
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {copyDemo} from '../demo-data.ts'
import {canMount, mountSmallDisk, type SmallDisk} from '../running/small-disk.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, seat, tokenOf} from './person.ts'

describe.skipIf(!canMount)('beside a full disk', () => {
  let disk: SmallDisk
  let server: BuiltServer
  let browser: Browser
  let id: string

  beforeAll(async () => {
    disk = mountSmallDisk(64)!
    await copyDemo(`${disk.folder}/data`)
    ;[server, browser] = await Promise.all([startBuilt({dataFolder: `${disk.folder}/data`}), openBrowser()])
    id = (await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Narrow Ltd'})).id
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    disk?.unmount()
  })

  /** Fills the disk, and what is left within the files that are there. */
  async function fill(): Promise<void> {
    disk.fill()
    const token = await tokenOf(server, 'admin')
    const write = async (): Promise<number> => (await fetch(`${server.url}/api/v1/records/company`, {method: 'POST', headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}, body: JSON.stringify({name: `Filler ${'x'.repeat(100)}`})})).status
    // A checkpoint gives room back within the log, so that a write after the first refusal may still be taken.
    let refused = 0
    for (let n = 0; refused < 3; n += 1) {
      const answers = await Promise.all(Array.from({length: 20}, write))
      refused = answers.every(status => status === 507) ? refused + 1 : 0
      expect(n).toBeLessThan(200)
    }
  }

  test('a form says that nothing was saved and why, keeps what was typed, and saves it when there is room; signing in works', async () => {
    const person = await seat(browser, server, 'agent')
    const {page} = person
    await person.open(`/app/companies/${id}`)
    await field(page, 'city').fill('Oulu')
    await fill()
    await page.getByRole('button', {name: 'Save', exact: true}).click()
    await page.getByText('Nothing was saved: the disk of the server is full.').waitFor()
    expect(await field(page, 'city').inputValue()).toBe('Oulu')

    const other = await seat(browser, server, null)
    await other.page.goto(`${server.url}/login?next=/app/companies/${id}`)
    expect(await other.page.getByRole('status').textContent()).toContain('reading works, nothing can be saved')
    await other.page.getByLabel('Email').fill('manager@demo.test')
    await other.page.getByLabel('Password').fill('espalier')
    await other.page.keyboard.press('Enter')
    await other.page.waitForURL(({pathname}) => pathname === `/app/companies/${id}`)
    expect(await other.page.getByRole('heading', {level: 1}).textContent()).toBe('Narrow Ltd')
    await other.context.close()

    disk.free()
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200)
    await page.getByRole('button', {name: 'Save', exact: true}).click()
    await page.getByText('Saved.', {exact: true}).waitFor()
    expect((await callApi<WireRow>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)).data['city']).toBe('Oulu')
    await person.context.close()
  })
})
