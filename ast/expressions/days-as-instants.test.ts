import {expect, test} from 'vitest'
import type {Filter} from '../filter.ts'
import {dayAt} from './day-interval.ts'
import {daysAsInstants} from './days-as-instants.ts'
import {matchesFilter} from './matches-filter.ts'

const isInstant = (field: string): boolean => field === 'due_at'
const read = (filter: Filter, zone = 'Europe/Helsinki'): Filter => daysAsInstants(filter, isInstant, zone)
const by = {eq: (a: string, b: string) => a === b, ne: (a: string, b: string) => a !== b, lt: (a: string, b: string) => a < b, le: (a: string, b: string) => a <= b, gt: (a: string, b: string) => a > b, ge: (a: string, b: string) => a >= b}

test('comparing an instant with a day is comparing the day on which it falls there', () => {
  const instants = ['2026-01-30T21:59:59.999Z', '2026-01-30T22:00:00Z', '2026-01-31T00:00:00+02:00', '2026-01-31T12:00:00Z', '2026-01-31T21:59:59.999Z', '2026-01-31T22:00:00Z', '2026-02-01T03:00:00+05:45']
  for (const zone of ['Europe/Helsinki', 'UTC', 'America/New_York', 'Asia/Kathmandu']) {
    for (const due_at of instants) {
      for (const [op, holds] of Object.entries(by)) {
        const filter = read({op: op as keyof typeof by, field: 'due_at', value: '2026-01-31'}, zone)
        expect([zone, due_at, op, matchesFilter(filter, {due_at})]).toEqual([zone, due_at, op, holds(dayAt(Date.parse(due_at), zone), '2026-01-31')])
      }
    }
  }
})

test('within all that combines, and in lists beside other values', () => {
  const filter = read({op: 'not', arg: {op: 'or', args: [{op: 'in', field: 'due_at', values: ['2026-01-31', '2020-01-01T00:00:00Z', null]}]}})
  expect(['2026-01-30T22:00:00Z', '2020-01-01T00:00:00.0Z', null, '2026-01-31T22:00:00Z'].map(due_at => matchesFilter(filter, {due_at}))).toEqual([false, false, false, true])
})

test('what is empty is on no day', () => {
  expect([read({op: 'eq', field: 'due_at', value: '2026-01-31'}), read({op: 'ne', field: 'due_at', value: '2026-01-31'})].map(filter => matchesFilter(filter, {}))).toEqual([false, true])
})

test('instants, days of fields that hold days, and what is no day stay as they are', () => {
  const filters: readonly Filter[] = [
    {op: 'le', field: 'due_at', value: '2026-01-31T10:00:00Z'}, {op: 'le', field: 'birthday', value: '2026-01-31'}, {op: 'eq', field: 'due_at', value: '2026-02-31'}, {op: 'eq', field: 'due_at', value: null},
    {op: 'in', field: 'due_at', values: ['2026-01-31T10:00:00Z']}, {op: 'starts', field: 'due_at', value: '2026-01-31'},
  ]
  for (const filter of filters) expect(read(filter)).toEqual(filter)
})
