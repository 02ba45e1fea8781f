import {expect, test} from 'vitest'
import type {Json} from '../../schemas/index.ts'
import {expressionsIn, resolveExpressions} from './resolve-expressions.ts'

test('every expression leaf becomes its value, at any depth', () => {
  const json = {title: {$: 'record.name'}, list: [{$: '1 + 1'}, 'plain', {deep: {$: 'record.missing'}}], literal: {$: '1', more: true}, number: {$: 5}}
  expect(resolveExpressions(json, {record: {name: 'Ada'}})).toEqual({ok: true, value: {title: 'Ada', list: [2, 'plain', {deep: null}], literal: {$: '1', more: true}, number: {$: 5}}})
})

test('what holds no expression is given back itself, and the input is left alone', () => {
  const plain = Object.freeze({a: Object.freeze([1, Object.freeze({b: 2})])})
  expect(resolveExpressions(plain, {})).toEqual({ok: true, value: plain})
  const result = resolveExpressions({same: plain, other: {$: '1'}}, {})
  expect(result.ok && (result.value as {same: unknown}).same).toBe(plain)
})

test('a failure names its place', () => {
  expect(resolveExpressions({a: [1, {'b/c': {$: 'nobody'}}]}, {})).toMatchObject({ok: false, pointer: '/a/1/b~1c', message: expect.stringContaining('nobody') as string})
})

test('values of the scope are not looked into for expressions', () => {
  expect(resolveExpressions({$: 'params.q'}, {params: {q: {$: 'user.secret'}}})).toEqual({ok: true, value: {$: 'user.secret'}})
})

test('JSON deeper than 32 levels is refused, and its expressions not listed', () => {
  let deep: Json = {$: '1'}
  for (let level = 0; level < 40; level++) deep = [deep]
  expect(resolveExpressions(deep, {})).toMatchObject({ok: false})
  expect(expressionsIn(deep)).toEqual([])
})

test('expressions are listed with their places', () => {
  expect(expressionsIn({a: {$: 'x'}, b: [{c: {$: 'y'}}], d: {$: 'z', e: 1}})).toEqual([{pointer: '/a', text: 'x'}, {pointer: '/b/0/c', text: 'y'}])
})
