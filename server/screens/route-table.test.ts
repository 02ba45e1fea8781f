import {expect, test} from 'vitest'
import {routeTable} from './route-table.ts'

const table = routeTable([['/', 'home'], ['/orders', 'orders'], ['/orders/:id', 'order'], ['/orders/new', 'new order'], ['/:a/lines', 'lines'], ['/orders/:id/:line', 'line'], ['/orders/:id/edit', 'edit']])

test.each([
  ['/', 'home', {}],
  ['/orders', 'orders', {}],
  ['/orders/17', 'order', {id: '17'}],
  ['/orders/new', 'new order', {}],
  ['/orders/lines', 'order', {id: 'lines'}],
  ['/x/lines', 'lines', {a: 'x'}],
  ['/orders/17/edit', 'edit', {id: '17'}],
  ['/orders/17/3', 'line', {id: '17', line: '3'}],
  ['/orders/a%20b', 'order', {id: 'a b'}],
  ['/orders/a%2Fb', 'order', {id: 'a/b'}],
])('%s is answered by %s: literal parts win over parameters, from left to right', (path, target, params) => {
  expect(table.match(path)).toEqual({target, params})
})

test.each(['', 'orders', '//', '/orders/', '/Orders', '/orders/17/', '/orders/%', '/orders/%FF', '/orders/1/2/3', '/%6frders', '/__proto__', '/constructor'])('%j matches nothing', path => {
  expect(table.match(path)).toBeUndefined()
})
