/** Whose days: an instant falls on the day of whoever asks, and a day without a time on itself. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp()
  for (const due_at of ['2026-01-30T21:59:59.999Z', '2026-01-30T22:00:00Z', '2026-01-31T12:00:00+02:00', '2026-01-31T21:59:59.5Z', '2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z', '2031-03-10T22:30:00Z']) {
    await app.as('admin')('POST', '/api/v1/records/activity', {kind: 'call', subject: due_at, due_at})
  }
  await app.as('admin')('POST', '/api/v1/records/employee', {last_name: 'Day', hired_on: '2026-01-31'})
})
afterAll(() => app.close())

const found = async (filter: string, zone?: string): Promise<readonly unknown[]> => {
  const query = new URLSearchParams({filter, sort: 'due_at', ...(zone !== undefined && {zone})})
  const {status, body} = await app.as('agent')('GET', `/api/v1/records/activity?${query.toString()}`)
  expect([status, body]).toMatchObject([200, {}])
  return (body['items'] as unknown as readonly {readonly data: {readonly subject: string}}[]).map(({data}) => data.subject)
}

describe('lists of the API', () => {
  test('a day compared with an instant is a day of the zone that is asked for', async () => {
    expect(await found('record.due_at == "2026-01-31"', 'Europe/Helsinki')).toEqual(['2026-01-30T22:00:00Z', '2026-01-31T12:00:00+02:00', '2026-01-31T21:59:59.5Z'])
    expect(await found('record.due_at == "2031-03-11"', 'Europe/Helsinki')).toEqual(['2031-03-10T22:30:00Z'])
    expect(await found('record.due_at == "2031-03-10"', 'Europe/Helsinki')).toEqual([])
    expect(await found('record.due_at <= "2026-01-31" && record.due_at >= "2026-01-31"', 'America/New_York')).toEqual(['2026-01-31T12:00:00+02:00', '2026-01-31T21:59:59.5Z', '2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z'])
    expect(await found('record.due_at > "2026-01-31"', 'Asia/Kathmandu')).toEqual(['2026-01-31T21:59:59.5Z', '2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z', '2031-03-10T22:30:00Z'])
  })

  test('without a zone it is a day of UTC, to its last second', async () => {
    expect(await found('record.due_at <= "2026-01-31" && record.due_at >= "2026-01-31"')).toEqual(['2026-01-31T12:00:00+02:00', '2026-01-31T21:59:59.5Z', '2026-01-31T23:59:59Z'])
  })

  test('a property that holds a day never shifts', async () => {
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const {body} = await app.as('agent')('GET', `/api/v1/records/employee?${new URLSearchParams({filter: 'record.hired_on == "2026-01-31"', zone}).toString()}`)
      expect((body['items'] as readonly unknown[]).length).toBe(1)
    }
  })

  test.each(['Mars/Olympus', '', '+02:00', 'UTC; DROP', '../Helsinki'])('the zone %j is refused in words', async zone => {
    const {status, body} = await app.as('agent')('GET', `/api/v1/records/activity?${new URLSearchParams({zone}).toString()}`)
    expect([status, body]).toMatchObject([400, {errors: [{pointer: '?zone', message: expect.stringContaining('expected a time zone by its IANA name') as string}]}])
  })
})

describe('a person', () => {
  const wrong = async (data: object) => app.as('admin')('POST', '/api/v1/records/user', {email: `x${Math.random()}@x.test`, name: 'X', role: 'agent', password: 'a long one', ...data})

  test('has a time zone and a language that are known ones', async () => {
    expect(await wrong({time_zone: 'Europe/Hell'})).toMatchObject({status: 400, body: {errors: [{pointer: '/time_zone'}]}})
    expect(await wrong({language: 'klingon'})).toMatchObject({status: 400, body: {errors: [{pointer: '/language'}]}})
  })

  test('who chose a zone means its days, wherever the browser and the server are', async () => {
    await app.as('admin')('POST', '/api/v1/records/user', {email: 'ines@x.test', name: 'Inés', role: 'agent', password: 'a long one', time_zone: 'Europe/Helsinki', language: 'de'})
    const {body: {token}} = await app.as(null)('POST', '/api/v1/auth/login', {email: 'ines@x.test', password: 'a long one'})
    const {body} = await app.as(null)('GET', `/api/v1/records/activity?${new URLSearchParams({filter: 'record.due_at == "2031-03-11"'}).toString()}`, undefined, {authorization: `Bearer ${String(token)}`})
    expect((body['items'] as readonly unknown[]).length).toBe(1)
  })
})
