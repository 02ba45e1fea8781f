import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
})
afterAll(() => app.close())

const contacts = '/api/v1/records/contact'
const add = async (data: object): Promise<string> => String((await admin('POST', contacts, data)).body['id'])

/** The events that a call makes must be these, by operation; none says that the data is untouched. */
async function events(work: () => Promise<Answer>): Promise<{readonly answer: Answer; readonly ops: readonly string[]}> {
  const before = app.store.seq()
  const answer = await work()
  return {answer, ops: (await app.store.events(before, 100)).filter(event => event.schema !== 'session').map(event => `${event.op} ${event.schema}`)}
}

describe('a record', () => {
  test('is created with its address and revision, and read back the same', async () => {
    const {answer: created, ops} = await events(() => admin('POST', contacts, {first_name: 'Ada', last_name: 'Lovelace'}))
    expect(created).toMatchObject({status: 201, body: {schema: 'contact', rev: 1, state: 'live', data: {first_name: 'Ada', last_name: 'Lovelace'}}})
    expect(created.body['id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    expect(created.headers.get('location')).toBe(`${contacts}/${String(created.body['id'])}`)
    expect(created.headers.get('etag')).toBe('"1"')
    expect(ops).toEqual(['create contact'])
    const read = await admin('GET', created.headers.get('location')!)
    expect(read.body).toEqual(created.body)
    expect(read.headers.get('etag')).toBe('"1"')
    expect(read.headers.get('cache-control')).toBe('private, no-store')
  })

  test.each([{}, {fields: 'last_name'}, {expand: 'company_id'}])('is listed letter by letter in any script (%j)', async ask => {
    const names = ['Åkerblom', 'Ашдаун', '芦田', 'Ünal \u{1F333}', 'O"Neil\n,\n\u2028']
    const batch = `script ${JSON.stringify(ask)}`
    for (const last_name of names) await add({last_name, title: batch})
    const pages = [await admin('GET', `${contacts}?${new URLSearchParams({...ask, filter: `record.title == ${JSON.stringify(batch)}`, limit: '3'})}`)]
    pages.push(await admin('GET', `${contacts}?${new URLSearchParams({...ask, filter: `record.title == ${JSON.stringify(batch)}`, limit: '3', cursor: String(pages[0]!.body['next'])})}`))
    expect(pages.flatMap(({body}) => body['items'] as {data: {last_name: string}}[]).map(({data}) => data.last_name)).toEqual(names)
  })

  test('is replaced by PUT, merged by PATCH, and patched by JSON Patch', async () => {
    const id = await add({first_name: 'Ada', last_name: 'Byron', phone: '1'})
    expect((await admin('PUT', `${contacts}/${id}`, {last_name: 'Lovelace'})).body).toMatchObject({rev: 2, data: {last_name: 'Lovelace'}})
    expect(Object.keys((await admin('GET', `${contacts}/${id}`)).body['data']!)).not.toContain('phone')
    expect((await admin('PATCH', `${contacts}/${id}`, {first_name: 'Ada', phone: null}, {'content-type': 'application/merge-patch+json'})).body).toMatchObject({rev: 3, data: {first_name: 'Ada'}})
    expect((await admin('PATCH', `${contacts}/${id}`, {phone: '2'})).body).toMatchObject({rev: 4, data: {phone: '2'}})
    const patched = await admin('PATCH', `${contacts}/${id}`, [{op: 'test', path: '/phone', value: '2'}, {op: 'move', from: '/phone', path: '/title'}], {'content-type': 'application/json-patch+json'})
    expect(patched).toMatchObject({status: 200, body: {rev: 5, data: {title: '2'}}})
    expect(patched.headers.get('etag')).toBe('"5"')
  })

  test('is archived, restored, and purged for good', async () => {
    const id = await add({last_name: 'Babbage'})
    expect(await events(() => admin('DELETE', `${contacts}/${id}`))).toMatchObject({answer: {status: 200, body: {state: 'archived', rev: 2}}, ops: ['archive contact']})
    expect((await admin('GET', `${contacts}?filter=record.last_name=="Babbage"`)).body['items']).toEqual([])
    expect((await admin('GET', `${contacts}?filter=record.last_name=="Babbage"&state=archived`)).body['items']).toHaveLength(1)
    expect(await events(() => admin('POST', `${contacts}/${id}/restore`))).toMatchObject({answer: {status: 200, body: {state: 'live', rev: 3}}, ops: ['restore contact']})
    expect(await events(() => admin('POST', `${contacts}/${id}/purge`, {confirm: 'something else'}))).toMatchObject({answer: {status: 400, body: {code: 'not-confirmed', errors: [{pointer: '/confirm'}]}}, ops: []})
    expect(await events(() => admin('POST', `${contacts}/${id}/purge`, {confirm: id}))).toMatchObject({answer: {status: 204, text: ''}, ops: ['purge contact']})
    expect((await admin('GET', `${contacts}/${id}`)).status).toBe(404)
    expect(JSON.stringify(await app.store.events(0, 100_000))).not.toContain('Babbage')
  })

  test('tells its history, newest first, a page at a time', async () => {
    const id = await add({last_name: 'One'})
    await admin('PATCH', `${contacts}/${id}`, {last_name: 'Two'})
    await admin('DELETE', `${contacts}/${id}`)
    const {body} = await admin('GET', `${contacts}/${id}/history?limit=2`)
    expect(body['items']).toMatchObject([{op: 'archive', rev: 3}, {op: 'update', rev: 2, data: {last_name: 'Two'}}])
    const rest = await admin('GET', `${contacts}/${id}/history?limit=2&before=${String(body['next'])}`)
    expect(rest.body).toMatchObject({items: [{op: 'create', rev: 1, data: {last_name: 'One'}}], next: null})
  })
})

describe('revisions', () => {
  test('a stale write is refused with 412 and changes nothing; the right one and * pass', async () => {
    const id = await add({last_name: 'Rev'})
    await admin('PATCH', `${contacts}/${id}`, {phone: '1'})
    for (const [method, path, body] of [['PATCH', '', {phone: '2'}], ['PUT', '', {last_name: 'X'}], ['DELETE', '', undefined], ['POST', '/purge', {confirm: id}]] as const) {
      expect(await events(() => admin(method, `${contacts}/${id}${path}`, body, {'if-match': '"1"'}))).toMatchObject({answer: {status: 412, body: {code: 'stale-revision'}}, ops: []})
    }
    expect(await admin('PATCH', `${contacts}/${id}`, {phone: '3'}, {'if-match': '"2"'})).toMatchObject({status: 200, body: {rev: 3}})
    expect(await admin('PATCH', `${contacts}/${id}`, {phone: '4'}, {'if-match': '*'})).toMatchObject({status: 200, body: {rev: 4}})
    expect(await admin('PATCH', `${contacts}/nowhere`, {phone: '4'}, {'if-match': '*'})).toMatchObject({status: 404})
  })

  test.each(['3', '"1', 'W/1', '"1" "2"', ''])('If-Match: %j is refused as no list of revisions', async tag => {
    const id = await add({last_name: 'Rev'})
    const {answer, ops} = await events(() => admin('PATCH', `${contacts}/${id}`, {phone: '2'}, {'if-match': tag}))
    expect(answer).toMatchObject({status: 400, body: {code: 'invalid-header'}})
    expect(ops).toEqual([])
  })

  const writes = (id: string) => [['PATCH', '', {phone: '2'}], ['PUT', '', {last_name: 'X'}], ['DELETE', '', undefined], ['POST', '/restore', undefined], ['POST', '/purge', {confirm: id}]] as const

  test('every write takes lists and weakened tags, and those that name another state refuse it', async () => {
    const id = await add({last_name: 'Lists'})
    for (const [method, path, body] of writes(id)) {
      for (const headers of [{'if-match': '"8", "9"'}, {'if-match': '"abc"'}, {'if-match': 'W/"9"'}, {'if-none-match': '*'}, {'if-none-match': '"7", W/"1", "2", "3"'}]) {
        expect([method + path, headers, await events(() => admin(method, `${contacts}/${id}${path}`, body, headers))]).toMatchObject([method + path, headers, {answer: {status: 412, body: {code: 'stale-revision'}}, ops: []}])
      }
    }
    expect(await admin('PATCH', `${contacts}/${id}`, {phone: '1'}, {'if-match': '"9", "1"'})).toMatchObject({status: 200, body: {rev: 2}})
    expect(await admin('PUT', `${contacts}/${id}`, {last_name: 'Y'}, {'if-match': 'W/"2"', 'if-none-match': '"1"'})).toMatchObject({status: 200, body: {rev: 3}})
    expect(await admin('PATCH', `${contacts}/${id}`, {phone: '2'}, {'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT'})).toMatchObject({status: 200})
    expect(await admin('PUT', `${contacts}/nowhere`, {last_name: 'Z'}, {'if-none-match': '*'})).toMatchObject({status: 404})
  })

  test('of ten writers that name several revisions one wins', async () => {
    const id = await add({last_name: 'Race'})
    const answers = await Promise.all(Array.from({length: 10}, (_, n) => admin('PATCH', `${contacts}/${id}`, {phone: String(n)}, {'if-match': '"0", "1"'})))
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, ...Array<number>(9).fill(412)])
  })

  test('a read that insists on another state is refused', async () => {
    const id = await add({last_name: 'Insist'})
    expect(await admin('GET', `${contacts}/${id}`, undefined, {'if-match': '"2"'})).toMatchObject({status: 412})
    expect(await admin('GET', `${contacts}/${id}`, undefined, {'if-match': '"2", "1"'})).toMatchObject({status: 200})
  })

  test('what the client holds already is answered 304 without a body', async () => {
    const id = await add({last_name: 'Etag'})
    for (const tag of ['"1"', 'W/"1"', '"7", "1"', '*']) expect(await admin('GET', `${contacts}/${id}`, undefined, {'if-none-match': tag})).toMatchObject({status: 304, text: ''})
    expect(await admin('GET', `${contacts}/${id}`, undefined, {'if-none-match': '"2"'})).toMatchObject({status: 200})
  })

  test('of ten writers at the same revision one wins', async () => {
    const id = await add({last_name: 'Race'})
    const answers = await Promise.all(Array.from({length: 10}, (_, n) => admin('PATCH', `${contacts}/${id}`, {phone: String(n)}, {'if-match': '"1"'})))
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, ...Array<number>(9).fill(412)])
  })
})

describe('Idempotency-Key', () => {
  test('sent again, a create is answered as the first time and done once', async () => {
    const key = {'idempotency-key': 'create-1'}
    const first = await admin('POST', contacts, {last_name: 'Once'}, key)
    const {answer: again, ops} = await events(() => admin('POST', contacts, {last_name: 'Once'}, key))
    expect(again).toMatchObject({status: 201, body: first.body})
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true'])
    expect(ops).toEqual([])
  })

  test('at the same moment too', async () => {
    const {ops} = await events(async () => (await Promise.all(Array.from({length: 8}, () => admin('POST', contacts, {last_name: 'Twin'}, {'idempotency-key': 'create-2'}))))[0]!)
    expect(ops).toEqual(['create contact'])
  })

  test('with another body, path or person it is another write or a refusal', async () => {
    const key = {'idempotency-key': 'create-3'}
    await admin('POST', contacts, {last_name: 'Key'}, key)
    expect(await events(() => admin('POST', contacts, {last_name: 'Other'}, key))).toMatchObject({answer: {status: 422}, ops: []})
    expect(await events(() => admin('POST', '/api/v1/records/company', {name: 'Key'}, key))).toMatchObject({answer: {status: 422}, ops: []})
    expect(await events(() => app.as('manager')('POST', contacts, {last_name: 'Key'}, key))).toMatchObject({answer: {status: 201}, ops: ['create contact']})
  })

  test('a repeated archive is the same archive', async () => {
    const id = await add({last_name: 'Gone'})
    const key = {'idempotency-key': 'archive-1', 'if-match': '"1"'}
    const [one, two] = [await admin('DELETE', `${contacts}/${id}`, undefined, key), await admin('DELETE', `${contacts}/${id}`, undefined, key)]
    expect(two).toMatchObject({status: 200, body: one.body})
  })

  test.each(['', 'a b', 'x'.repeat(201), 'clé'.normalize('NFC')])('%# is no key', async key => {
    expect((await admin('POST', contacts, {last_name: 'Key'}, {'idempotency-key': key})).status).toBe(400)
  })
})

const names = ({body}: Answer) => (body['items'] as {data: {name: string}}[]).map(item => item.data.name)

describe('a list', () => {
  const companies = '/api/v1/records/company'
  let acme = ''

  beforeAll(async () => {
    for (let n = 0; n < 23; n++) {
      const {body} = await admin('POST', companies, {name: `Company ${String(n).padStart(2, '0')}`, status: n % 2 ? 'customer' : 'prospect', city: 'Turku'})
      acme ||= String(body['id'])
    }
    await admin('POST', contacts, {first_name: 'Grace', last_name: 'Hopper', company_id: acme})
  })

  test('is walked forwards and backwards by cursors, each record once', async () => {
    const seen: string[] = []
    const query = 'sort=-name&limit=10&filter=record.city=="Turku"'
    let cursor: string | null = ''
    let page: Answer | undefined
    while (cursor !== null) {
      page = await admin('GET', `${companies}?${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      seen.push(...names(page))
      cursor = page.body['next'] as string | null
    }
    expect(seen).toEqual(Array.from({length: 23}, (_, n) => `Company ${String(22 - n).padStart(2, '0')}`))
    const before = await admin('GET', `${companies}?${query}&cursor=${encodeURIComponent(String(page!.body['prev']))}`)
    expect(names(before)).toEqual(seen.slice(10, 20))
  })

  test('filters, counts, searches, picks fields and expands', async () => {
    expect((await admin('GET', `${companies}?filter=${encodeURIComponent('record.status == "customer" && record.name > "Company 10"')}&count=exact&limit=2`)).body).toMatchObject({total: 6})
    expect(names(await admin('GET', `${companies}?q=${encodeURIComponent('company 07')}`))).toEqual(['Company 07'])
    const {body} = await admin('GET', `${contacts}?filter=record.last_name=="Hopper"&fields=last_name,company_id&expand=company_id`)
    expect(body['items']).toMatchObject([{data: {last_name: 'Hopper', company_id: acme}, expanded: {company_id: {data: {name: 'Company 00'}}}}])
    expect((body['items'] as {data: object}[])[0]!.data).not.toHaveProperty('first_name')
    const one = await admin('GET', `${companies}/${acme}?fields=name`)
    expect(one.body['data']).toEqual({name: 'Company 00'})
    const hits = await admin('GET', '/api/v1/search?q=hopp')
    expect(hits.body['items']).toMatchObject([{schema: 'contact', title: 'Grace Hopper'}])
    const {text, matches} = (hits.body['items'] as unknown as {text: string; matches: [number, number][]}[])[0]!
    expect(text).not.toMatch(/[\uE000\uE001]/)
    expect(matches.map(([from, to]) => text.slice(from, to))).toEqual(['Hopper'])
  })

  test.each([
    ['limit=0', '?limit'], ['limit=201', '?limit'], ['limit=x', '?limit'], ['state=dead', '?state'], ['count=about', '?count'], ['sort=nam', '?sort'], ['fields=nam', '?fields'], ['expand=name', '?expand'],
    ['filter=record.nam==1', '?filter'], [`filter=${encodeURIComponent('record.name ==')}`, '?filter'], ['filter=1%2B1', '?filter'], ['cursor=abc', '?cursor'], ['cursor=eyJ4IjoxfQ', '?cursor'], ['page=2', '?page'], ['limt=2', '?limt'], ['limit=1&limit=2', '?limit'],
    [`q=${'x'.repeat(201)}`, '?q'], ['sort=__proto__', '?sort'], ['filter=record.__proto__==1', '?filter'], ['filter=record.constructor.name=="x"', '?filter'],
  ])('%s is refused, pointing at %s', async (query, pointer) => {
    expect(await admin('GET', `${companies}?${query}`)).toMatchObject({status: 400, body: {errors: [{pointer}]}})
  })
})
