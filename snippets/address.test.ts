import {expect, test} from 'vitest'
import {addressWith, othersIn, readAddress} from './address.ts'

const page = (query: Record<string, string>, prefix = '') => ({path: '/app/companies', query, prefix, locale: 'en'})

test('a node without a prefix reads the bare names', () => {
  expect(readAddress({sort: '-name', q: 'oak', 'f.status': 'open', 'a3f9c1.sort': 'x'}, '', 'en')).toEqual({
    sort: '-name', q: 'oak', cursor: '', limit: '', at: '', filters: {status: 'open'},
  })
})

test('a node with a prefix reads only its own names', () => {
  const asked = readAddress({sort: '-name', 'a3f9c1.sort': 'city', 'a3f9c1.f.total': '1..2'}, 'a3f9c1.', 'en')
  expect(asked.sort).toBe('city')
  expect(asked.filters).toEqual({total: '1..2'})
})

test('the two ends of a range, as a form without script sends them, read as one filter', () => {
  expect(readAddress({'f.total.min': '10', 'f.total.max': '20'}, '', 'en').filters).toEqual({total: '10..20'})
  expect(readAddress({'f.total.min': '', 'f.total.max': '20'}, '', 'en').filters).toEqual({total: '..20'})
  expect(readAddress({'f.total.min': '10'}, '', 'en').filters).toEqual({total: '10..'})
})

test('names that are no property are not filters', () => {
  expect(readAddress({'f.__proto__': 'x', 'f.a.b': 'x', 'f.': 'x'}, '', 'en').filters).toEqual({})
})

test('changing the sort keeps search, filters and everyone else’s names, and goes back to the first page', () => {
  expect(addressWith(page({tab: 'all', q: 'oak', 'f.city': 'Åbo', cursor: 'c1', at: '51', 'a3f9c1.cursor': 'z'}), {sort: 'name'}))
    .toBe('/app/companies?tab=all&a3f9c1.cursor=z&q=oak&f.city=%C3%85bo&sort=name')
})

test('turning the page keeps everything and says where it stands', () => {
  expect(addressWith(page({q: 'oak', cursor: 'c1'}), {cursor: 'c2', at: 101})).toBe('/app/companies?q=oak&cursor=c2&at=101')
})

test('an empty value takes a name out', () => {
  expect(addressWith(page({q: 'oak', sort: 'name', 'f.city': 'x'}), {q: '', sort: null, filters: {city: null}})).toBe('/app/companies')
  expect(addressWith(page({'f.city': 'x', 'f.kind': 'y'}), {filters: null})).toBe('/app/companies')
})

test('with a prefix, changes are written under the prefix', () => {
  expect(addressWith(page({sort: 'a'}, 'a3f9c1.'), {sort: '-b'})).toBe('/app/companies?sort=a&a3f9c1.sort=-b')
})

test('a form sends along what is not its own', () => {
  expect(othersIn({sort: 'a', 'f.x': '1', id: '7', 'a3f9c1.q': 'z'}, '')).toEqual([['id', '7'], ['a3f9c1.q', 'z']])
})

test.each([['0,5', 'en', '0.5'], ['1.234', 'de', '1234'], ['1.234', 'en', '1.234'], ['1 234,5', 'fi', '1234.5'], ['1,5', 'de', '1.5'], ['2026-01-31', 'de', '2026-01-31'], ['much', 'en', 'much']])('%s in such a field of a page in %s is %s, here and in what follows from it', (typed, locale, number) => {
  expect(readAddress({'f.total.min': typed}, '', locale).filters).toEqual({total: `${number}..`})
  expect(addressWith({...page({'f.total.min': typed}), locale}, {sort: 'name'})).toBe(`/app/companies?f.total=${encodeURIComponent(`${number}..`)}&sort=name`)
})

test('an address that was read once reads the same in every language', () => {
  expect(readAddress({'f.total': '1.234..'}, '', 'de').filters).toEqual({total: '1.234..'})
})
