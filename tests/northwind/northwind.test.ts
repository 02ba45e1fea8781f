/** Real data, all the way: Microsoft's Northwind is imported into the built server over HTTP, and the pages that come of it are read without script and compared with the files. */
import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {parse} from 'csv-parse/sync'
import type {Browser, Locator, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {importNorthwind} from '../../server/demo/northwind/import-northwind.ts'
import {callApi} from '../browser/api-call.ts'
import {openBrowser} from '../browser/open-browser.ts'
import {seat, tokenOf, type Person} from '../browser/person.ts'
import {startBuilt, type BuiltServer} from '../built-server.ts'

type Row = Readonly<Record<string, string>>

const folder = resolve(process.env['NORTHWIND'] ?? join(import.meta.dirname, '../../../shared/data/northwind'))
const isThere = existsSync(join(folder, 'customers.csv'))

const files = {
  categories: 'northwind_category', regions: 'northwind_region', shippers: 'northwind_shipper', suppliers: 'northwind_supplier', customers: 'northwind_customer', territories: 'northwind_territory',
  employees: 'northwind_employee', employee_territories: 'northwind_employee_territory', products: 'northwind_product', orders: 'northwind_order', order_details: 'northwind_order_line',
} as const

let server: BuiltServer
let browser: Browser
let reader: Person
let page: Page
let ids: Awaited<ReturnType<typeof importNorthwind>>
const rows = {} as Record<keyof typeof files, readonly Row[]>

if (!isThere) console.log(`Northwind is skipped: there is no customers.csv in ${folder}. NORTHWIND names another folder.`)

describe.skipIf(!isThere)('Northwind', () => {
  beforeAll(async () => {
    for (const name of Object.keys(files) as (keyof typeof files)[]) rows[name] = parse(await readFile(join(folder, `${name}.csv`), 'utf8'), {columns: true, bom: true})
    ;[server, browser] = await Promise.all([startBuilt(), openBrowser()])
    ids = await importNorthwind({folder, url: server.url, token: await tokenOf(server, 'admin')})
    reader = await seat(browser, server, 'readonly', {javaScriptEnabled: false, locale: 'en-US'})
    page = reader.page
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test('every row of every file is a record: 3,308 of them', async () => {
    const counts = await Promise.all(Object.entries(files).map(async ([name, schema]) => {
      const {total} = await callApi<{readonly total: number}>(server, 'readonly', 'GET', `/api/v1/records/${schema}?limit=1&count=exact`)
      return [name, total] as const
    }))
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.length])))
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(3_308)
  })

  test('the list of customers shows each one as in the file, by following the links to the next page', async () => {
    const found = await walk('/app/northwind/customers')
    const expected = rows.customers.map(row => [row['customerID'], row['companyName'], row['contactName'], row['city'], row['country'], row['phone']].map(shown))
    expect(found).toEqual(byFirst(expected))
  })

  test('the list of orders shows each one as in the file, with the names of customers and employees', async () => {
    const found = await walk('/app/northwind/orders')
    const customers = byKey(rows.customers, 'customerID')
    const employees = byKey(rows.employees, 'employeeID')
    const expected = rows.orders.map(row => {
      const employee = employees.get(row['employeeID']!)!
      return [row['orderID'], customers.get(row['customerID']!)!['companyName'], `${employee['firstName']} ${employee['lastName']}`, dateWords(row['orderDate']!), dollars(row['freight']!), row['shipCountry']].map(shown)
    })
    expect(expected).toHaveLength(830)
    expect(found).toEqual(byFirst(expected))
  })

  test('the forms of customers hold what the file says: other letters than ASCII, and nothing where it says NULL', async () => {
    const strange = rows.customers.filter(row => /[^\x20-\x7e]/.test(Object.values(row).join('')))
    const chosen = [...new Set([...strange.slice(0, 8), ...rows.customers.filter(row => row['fax'] === 'NULL').slice(0, 2), ...rows.customers.filter(row => row['region'] !== 'NULL').slice(0, 2), rows.customers.at(-1)!])]
    expect(chosen.length).toBeGreaterThan(10)
    for (const row of chosen) {
      await page.goto(`${server.url}/app/northwind/customers/${idOf('northwind_customer', row['customerID']!)}`)
      expect(await page.getByRole('heading', {level: 1}).textContent()).toBe(row['companyName'])
      const {code, name, contact_name, contact_title, ...rest} = await readForm(page)
      expect([code, name, contact_name, contact_title]).toEqual(['customerID', 'companyName', 'contactName', 'contactTitle'].map(column => shown(row[column])))
      expect(rest).toEqual({address: shown(row['address']), city: shown(row['city']), region: shown(row['region']), postal_code: shown(row['postalCode']), country: shown(row['country']), phone: shown(row['phone']), fax: shown(row['fax'])})
    }
  })

  test('the forms of orders hold dates, amounts and links by name, and their lines stand below', async () => {
    const customers = byKey(rows.customers, 'customerID')
    const employees = byKey(rows.employees, 'employeeID')
    const shippers = byKey(rows.shippers, 'shipperID')
    const products = byKey(rows.products, 'productID')
    const chosen = [rows.orders[0]!, rows.orders.at(-1)!, ...rows.orders.filter(row => row['shippedDate'] === 'NULL').slice(0, 3), ...rows.orders.filter(row => /[^\x20-\x7e]/.test(row['shipName']!)).slice(0, 3), ...rows.orders.filter(row => Number(row['freight']) > 800).slice(0, 2)]
    expect(chosen.length).toBe(10)
    for (const row of chosen) {
      await page.goto(`${server.url}/app/northwind/orders/${idOf('northwind_order', row['orderID']!)}`)
      const employee = employees.get(row['employeeID']!)!
      expect(await readForm(page)).toEqual({
        number: row['orderID'], customer_id: customers.get(row['customerID']!)!['companyName'], employee_id: `${employee['firstName']} ${employee['lastName']}`,
        ordered_on: shown(row['orderDate']).slice(0, 10), required_on: shown(row['requiredDate']).slice(0, 10), shipped_on: shown(row['shippedDate']).slice(0, 10),
        shipper_id: shippers.get(row['shipVia']!)!['companyName'], freight: String(Number(row['freight'])),
        ship_name: shown(row['shipName']), ship_address: shown(row['shipAddress']), ship_city: shown(row['shipCity']), ship_region: shown(row['shipRegion']), ship_postal_code: shown(row['shipPostalCode']), ship_country: shown(row['shipCountry']),
      })
      const lines = rows.order_details.filter(line => line['orderID'] === row['orderID'])
      expect(byFirst(await readRows(page.locator('ui-data-grid')))).toEqual(byFirst(lines.map(line => [products.get(line['productID']!)!['productName']!, line['quantity']!, dollars(line['unitPrice']!), String(Number(line['discount']))])))
    }
  })

  test('a link that leads to nobody is refused, and search finds what has accents', async () => {
    const problem = await callApi<{readonly title: string; readonly errors: readonly {readonly pointer: string}[]}>(server, 'admin', 'POST', '/api/v1/records/northwind_order', {number: '1', customer_id: '0190aaaa-0000-7000-8000-000000000000'}, 409)
    expect(problem).toMatchObject({title: 'Relational link broken', errors: [{pointer: '/customer_id'}]})
    await page.goto(`${server.url}/app/northwind/customers?q=${encodeURIComponent('Köln')}`)
    expect((await readRows(page.locator('ui-data-grid'))).map(cells => cells[3])).toContain('Köln')
    expect(reader.wrongs()).toEqual([])
  })
})

/** The rows of a list and of every page after it. */
async function walk(path: string): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = []
  await page.goto(server.url + path)
  for (let turns = 0; turns < 100; turns++) {
    all.push(...await readRows(page.locator('ui-data-grid')))
    const next = page.locator('a[rel=next]')
    if (await next.count() === 0) return all
    await page.goto(new URL((await next.getAttribute('href'))!, server.url).href)
  }
  throw new Error(`${path}: the links to the next page go on and on`)
}

/** The words of each cell; empty where the page draws a dash. */
const readRows = (grid: Locator): Promise<readonly (readonly string[])[]> =>
  grid.locator('tbody tr').evaluateAll(all => all.map(row => [...row.querySelectorAll('th, td')].map(cell => (cell.querySelector('.none .hidden-text, .none + .hidden-text') ? '' : cell.textContent!))))

/** What stands in each field that the server drew, by property. */
const readForm = (at: Page): Promise<Readonly<Record<string, string>>> =>
  at.locator('ui-dynamic-form [id^=field-]:is(input, select, [role=textbox])').evaluateAll(all => Object.fromEntries(all.map(input => [input.id.slice('field-'.length), 'value' in input ? String(input.value) : input.textContent!])))

function idOf(schema: string, key: string): string {
  const id = ids.get(schema)?.get(key)
  if (id === undefined) throw new Error(`${schema}: no record came of the row ${key}`)
  return id
}

/** What stands there for a cell of the file. */
const shown = (cell: string | undefined): string => (cell === undefined || cell === 'NULL' ? '' : cell)
const byKey = (all: readonly Row[], key: string): ReadonlyMap<string, Row> => new Map(all.map(row => [row[key]!, row]))
const byFirst = (all: readonly (readonly string[])[]): readonly (readonly string[])[] => all.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dateWords = (cell: string): string => `${months[Number(cell.slice(5, 7)) - 1]} ${Number(cell.slice(8, 10))}, ${cell.slice(0, 4)}`
const dollars = (cell: string): string => `$${Number(cell).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`
