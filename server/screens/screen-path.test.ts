import {expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {pathParameters, pathShape, screenPathProblem} from './screen-path.ts'

test.each(['/', '/orders', '/open-orders', '/orders/:id', '/orders/:order_id/lines/:id', '/a1/2b'])('%s can be a screen\'s path', path => {
  expect(screenPathProblem(path)).toBeUndefined()
})

test.each([
  ['orders', /starts with "\/"/],
  ['/orders/', /no empty part/],
  ['//orders', /no empty part/],
  ['/Orders', /"Orders": expected small letters/],
  ['/orders/:Id', /":Id"/],
  ['/orders/:', /":"/],
  ['/a--b', /"a--b"/],
  ['/a_b', /"a_b"/],
  ['/a/../b', /"\.\."/],
  ['/a?b', /"a\?b"/],
  ['/ö', /"ö"/],
  ['/act', /belongs to the server/],
  ['/:id/:id', /":id" stands twice/],
  [`/${'a'.repeat(200)}`, /at most 200 characters/],
])('%s cannot: it says why', (path, why) => {
  expect(say(screenPathProblem(path)!)).toMatch(why)
})

test('paths of one shape answer the same addresses, whatever their parameters are called', () => {
  expect(pathShape('/orders/:id')).toBe(pathShape('/orders/:number'))
  expect(pathShape('/orders/:id')).not.toBe(pathShape('/orders/id'))
  expect(pathParameters('/orders/:id/lines/:line')).toEqual(['id', 'line'])
})
