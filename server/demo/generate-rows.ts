/** A small trading company as rows, made from a seed: the demo, and the same at any size for benchmarks. */
import type {JsonObject} from '../../schemas/index.ts'
import {createRandom, type Random} from './random.ts'
import {companyStems, companyTrades, goods, jobTitles, packs, pieces, places, subjects, type Place} from './words.ts'

export interface DemoRow {readonly schema: string; readonly id: string; readonly data: JsonObject}

export interface DemoSize {readonly companies: number; readonly contacts: number; readonly products: number; readonly orders: number; readonly employees: number; readonly activities: number}

export interface DemoAsk {
  readonly seed: number
  /** YYYY-MM-DD; dates lie in the two years before it and the month after. */
  readonly today: string
  readonly size: DemoSize
}

export const demoSize: DemoSize = Object.freeze({companies: 200, contacts: 1_000, products: 120, orders: 1_500, employees: 12, activities: 400})

/** The mix of the demo, scaled to about `rows` rows in all (order lines included). */
export function sizeFor(rows: number): DemoSize {
  const share = rows / 7_700
  const scaled = (count: number): number => Math.max(1, Math.round(count * share))
  return {companies: scaled(200), contacts: scaled(1_000), products: Math.min(scaled(120), 5_000), orders: scaled(1_500), employees: Math.min(Math.max(12, scaled(12)), 500), activities: scaled(400)}
}

/** Rows in an order in which every link already stands. The same ask gives the same rows. Holds no more than ids and prices of what later rows link to. */
export function* generateRows({seed, today, size}: DemoAsk): Generator<DemoRow> {
  const random = createRandom(seed)
  const newId = idMaker(random, Date.parse(`${today}T00:00:00Z`) - 730 * day)
  const employees: string[] = []
  for (let n = 0; n < size.employees; n++) {
    const row = employee(random, newId(), n, employees, today)
    employees.push(row.id)
    yield row
  }
  const products: {id: string; price: number}[] = []
  for (let n = 0; n < size.products; n++) {
    const row = product(random, newId(), n)
    products.push({id: row.id, price: row.data['price'] as number})
    yield row
  }
  const companies: {id: string; place: Place; domain: string; contacts: string[]}[] = []
  for (let n = 0; n < size.companies; n++) {
    const made = company(random, newId(), n, employees)
    companies.push({id: made.row.id, place: made.place, domain: made.domain, contacts: []})
    yield made.row
  }
  for (let n = 0; n < size.contacts; n++) {
    // Everyone has one contact before anyone has several.
    const of = n < companies.length ? companies[n]! : random.pick(companies)
    const row = contact(random, newId(), n, of, today)
    of.contacts.push(row.id)
    yield row
  }
  for (let n = 0; n < size.orders; n++) yield* order(random, newId, n, random.pick(companies), employees, products, today)
  for (let n = 0; n < size.activities; n++) yield activity(random, newId(), random.pick(companies), employees, today)
}

const day = 86_400_000

/** UUIDv7 whose time runs on by one millisecond an id, so that ids sort in the order of making. */
function idMaker(random: Random, start: number): () => string {
  let time = start
  const hex = (digits: number): string => Math.floor(random.next() * 16 ** digits).toString(16).padStart(digits, '0')
  return () => {
    const stamp = (time++).toString(16).padStart(12, '0')
    return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(3)}-${'89ab'[random.int(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`
  }
}

function employee(random: Random, id: string, n: number, before: readonly string[], today: string): DemoRow {
  const place = places[n % places.length]!
  const first_name = random.pick(place.first)
  const last_name = random.pick(place.last)
  return {schema: 'employee', id, data: {
    first_name, last_name,
    email: `${mailName(first_name, last_name)}${n > 40 ? n : ''}@espalier-trading.test`,
    title: n === 0 ? 'Managing Director' : n < 3 ? 'Head of Sales' : random.pick(['Account Manager', 'Sales Representative', 'Inside Sales', 'Key Account Manager']),
    phone: phone(random, place),
    hired_on: dateBefore(random, today, 300, 3_600),
    ...(n > 0 ? {manager_id: n < 3 ? before[0]! : before[random.int(0, 2)]!} : {}),
  }}
}

function product(random: Random, id: string, n: number): DemoRow {
  const categories = Object.keys(goods)
  const category = categories[n % categories.length]!
  const items = goods[category]!
  const [item, base] = items[Math.floor(n / categories.length) % items.length]!
  const sizes = category === 'Tableware' ? pieces : packs
  const round = Math.floor(n / (categories.length * items.length))
  const [pack, factor] = sizes[round % sizes.length]!
  const edition = Math.floor(round / sizes.length)
  return {schema: 'product', id, data: {
    name: `${item}, ${pack}${edition > 0 ? ` (no. ${edition + 1})` : ''}`,
    sku: `${category.slice(0, 2).toUpperCase()}-${String(1_000 + n)}`,
    category,
    price: cents(base * factor * (0.95 + random.next() * 0.1)),
    stock: random.chance(0.06) ? 0 : random.int(4, 900),
    active: !random.chance(0.05),
  }}
}

function company(random: Random, id: string, n: number, employees: readonly string[]): {readonly row: DemoRow; readonly place: Place; readonly domain: string} {
  const place = random.pick(places)
  const stem = companyStems[n % companyStems.length]!
  const [trade, industry] = random.pick(companyTrades)
  const round = Math.floor(n / companyStems.length)
  const name = `${stem} ${trade}${round > 2 ? ` ${place.city}` : ''}${round > 12 ? ` ${round}` : ''} ${random.pick(place.forms)}`
  const domain = `${slug(`${stem} ${trade}`)}${round > 0 ? round : ''}.example`
  const status = random.weighted([['customer', 60], ['prospect', 25], ['partner', 8], ['lost', 7]] as const)
  return {place, domain, row: {schema: 'company', id, data: {
    name, industry, status,
    size: random.weighted([['1-10', 30], ['11-50', 40], ['51-250', 22], ['251+', 8]] as const),
    website: `https://www.${domain}`,
    phone: phone(random, place),
    address: place.country === 'United Kingdom' ? `${random.int(1, 180)} ${random.pick(place.streets)}` : `${random.pick(place.streets)} ${random.int(1, 180)}`,
    city: place.city,
    country: place.country,
    owner_id: random.pick(employees),
    annual_revenue: Math.round(Math.exp(11 + random.next() * 5) / 1_000) * 1_000,
    ...(random.chance(0.2) ? {notes: random.pick(['Prefers deliveries before nine.', 'Pays early, asks for a discount.', 'Only buys certified organic.', 'Was introduced at the Lyon fair.', 'Wants one invoice a month.'])} : {}),
  }}}
}

function contact(random: Random, id: string, n: number, of: {readonly id: string; readonly place: Place; readonly domain: string}, today: string): DemoRow {
  const first_name = random.pick(of.place.first)
  const last_name = random.pick(of.place.last)
  return {schema: 'contact', id, data: {
    first_name, last_name,
    email: `${mailName(first_name, last_name)}${n >= 200 ? `.${n}` : ''}@${of.domain}`,
    ...(random.chance(0.9) ? {phone: phone(random, of.place)} : {}),
    title: random.pick(jobTitles),
    company_id: of.id,
    status: random.weighted([['active', 72], ['lead', 18], ['inactive', 10]] as const),
    ...(random.chance(0.4) ? {birthday: dateBefore(random, today, 9_000, 22_000)} : {}),
  }}
}

function* order(random: Random, newId: () => string, n: number, of: {readonly id: string; readonly contacts: readonly string[]}, employees: readonly string[], products: readonly {readonly id: string; readonly price: number}[], today: string): Generator<DemoRow> {
  const id = newId()
  const age = Math.floor(730 * random.next() ** 1.4)
  const ordered_on = shift(today, -age)
  const status = age > 45
    ? random.weighted([['paid', 88], ['cancelled', 7], ['shipped', 5]] as const)
    : random.weighted([['draft', 18], ['confirmed', 34], ['shipped', 30], ['paid', 14], ['cancelled', 4]] as const)
  const lines: DemoRow[] = []
  let total = 0
  for (let count = random.weighted([[1, 20], [2, 30], [3, 24], [4, 14], [5, 8], [8, 4]] as const); count > 0; count--) {
    const {id: product_id, price} = random.pick(products)
    const quantity = random.weighted([[1, 10], [2, 16], [4, 18], [6, 18], [10, 16], [12, 12], [24, 8], [48, 2]] as const)
    const discount = random.weighted([[0, 70], [5, 18], [10, 10], [15, 2]] as const)
    const amount = cents(price * quantity * (1 - discount / 100))
    total += amount
    lines.push({schema: 'order_line', id: newId(), data: {order_id: id, product_id, quantity, unit_price: price, discount, amount}})
  }
  yield {schema: 'order', id, data: {
    number: `SO-${String(10_001 + n)}`, company_id: of.id,
    ...(of.contacts.length > 0 ? {contact_id: random.pick(of.contacts)} : {}),
    employee_id: random.pick(employees),
    status, ordered_on, due_on: shift(ordered_on, random.pick([14, 30, 30, 45])), total: cents(total),
  }}
  yield* lines
}

function activity(random: Random, id: string, of: {readonly id: string; readonly contacts: readonly string[]}, employees: readonly string[], today: string): DemoRow {
  const kind = random.weighted([['call', 40], ['mail', 25], ['meeting', 15], ['task', 20]] as const)
  const days = random.int(-90, 30)
  return {schema: 'activity', id, data: {
    kind, subject: random.pick(subjects[kind]!), company_id: of.id,
    ...(of.contacts.length > 0 && random.chance(0.8) ? {contact_id: random.pick(of.contacts)} : {}),
    employee_id: random.pick(employees),
    due_at: `${shift(today, days)}T${String(random.int(8, 17)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}:00Z`,
    done: days < -3 ? random.chance(0.9) : days < 0 && random.chance(0.4),
  }}
}

const cents = (amount: number): number => Math.round(amount * 100) / 100
const shift = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
const dateBefore = (random: Random, today: string, least: number, most: number): string => shift(today, -random.int(least, most))
const phone = (random: Random, place: Place): string => `${place.dial} ${random.int(20, 99)} ${random.int(100, 999)} ${random.int(1_000, 9_999)}`

/** ASCII letters only: what people can type into an address. */
function slug(text: string): string {
  return text.normalize('NFD').replaceAll('ı', 'i').replaceAll('ß', 'ss').replace(/[^a-zA-Z]/g, '').toLowerCase()
}

const mailName = (first: string, last: string): string => `${slug(first)}.${slug(last)}`
