import {expect, test} from 'vitest'
import {commitOperations, authOperations} from '../../schemas/index.ts'
import type {Problem} from '../errors.ts'
import {checkBody} from './check-wire.ts'

const {schema} = commitOperations.commit.body.content['application/json']
const refusedBy = (literal: typeof schema | object, body: unknown): readonly (readonly [string, string])[] => {
  try {
    checkBody(literal as {readonly [keyword: string]: unknown}, body)
    return []
  } catch (error) {
    return (error as Problem).errors.map(({pointer, message}) => [pointer, message])
  }
}

test('a name that is misspelt is said with what was meant, at any depth, before what is missing', () => {
  expect(refusedBy(schema, {chnages: []})).toEqual([['/chnages', 'unknown field; did you mean "changes"?'], ['/changes', 'expected a list, got nothing; it is required']])
  expect(refusedBy(schema, {changes: [{op: 'create', schema: 'a', dta: {}}]})).toEqual([['/changes/0/dta', 'unknown field; did you mean "data"?']])
})

test('one that is like none is said with those that there are', () => {
  expect(refusedBy(schema, {changes: [{op: 'create', schema: 'a', if_match: 3}]})).toEqual([['/changes/0/if_match', 'unknown field; expected op, schema, id, rev or data']])
  expect(refusedBy(schema, {changes: [{op: 'create', schema: 'a', 'x/~y': 3}]})[0]![1]).toBe('unknown field; expected op, schema, id, rev or data')
})

test('null is no way to leave out what cannot be left out, and is one for what can', () => {
  const {schema: login} = authOperations.login.body.content['application/json']
  expect(refusedBy(login, {email: null, password: 'x'})).toEqual([['/email', 'expected text, got null']])
  expect(refusedBy(schema, {changes: [{op: 'create', schema: 'a', id: null}]})).toEqual([['/changes/0/id', 'expected text, got null; leave it out to have no value']])
})

test('what is right is let pass', () => {
  expect(refusedBy(schema, {changes: [{op: 'create', schema: 'a', data: {if_match: null}}], mode: 'each'})).toEqual([])
})
