import {existsSync, readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Json} from '../../schemas/index.ts'
import {applyJsonPatch} from './json-patch.ts'

interface Case {readonly comment?: string; readonly doc: Json; readonly patch: readonly unknown[]; readonly expected?: Json; readonly error?: string; readonly disabled?: boolean}

const folder = resolve(import.meta.dirname, '../../../shared/data/json-patch')

describe('RFC 6902 conformance', () => {
  for (const file of ['tests.json', 'spec_tests.json']) {
    const path = resolve(folder, file)
    if (!existsSync(path)) {
      test.skip(`${file} is not there (looked for ${path})`, () => {})
      continue
    }
    const cases = (JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]).filter(one => one.disabled !== true && one.patch !== undefined)
    test(`${file} holds cases`, () => expect(cases.length).toBeGreaterThan(15))
    cases.forEach((one, n) => test(`${file} ${n}: ${one.comment ?? JSON.stringify(one.patch)}`, () => {
      const before = JSON.stringify(one.doc)
      const result = applyJsonPatch(one.doc, one.patch)
      if (one.error !== undefined) expect(result.ok).toBe(false)
      else expect(result).toEqual({ok: true, value: 'expected' in one ? one.expected : one.doc})
      expect(JSON.stringify(one.doc)).toBe(before)
    }))
  }
})

const failure = (document: Json, operations: readonly unknown[]) => {
  const result = applyJsonPatch(document, operations)
  return result.ok ? result : {kind: result.kind, index: result.index}
}

test.each([
  ['a path that reaches a prototype', {op: 'add', path: '/__proto__/polluted', value: 1}],
  ['a path into a constructor', {op: 'add', path: '/constructor/prototype/polluted', value: 1}],
  ['a source that reaches a prototype', {op: 'copy', from: '/__proto__', path: '/a'}],
  ['an unknown operation', {op: 'append', path: '/a', value: 1}],
  ['an operation named like a method', {op: 'toString', path: '/a'}],
  ['no operation', {path: '/a', value: 1}],
  ['a path without its slash', {op: 'add', path: 'a', value: 1}],
  ['a path that is no text', {op: 'add', path: 5, value: 1}],
  ['a broken escape', {op: 'add', path: '/a~2', value: 1}],
  ['no value', {op: 'add', path: '/a'}],
  ['a move into itself', {op: 'move', from: '/a', path: '/a/b'}],
  ['null', null],
  ['text', 'remove'],
])('%s is malformed', (_what, operation) => {
  expect(failure({a: {b: 1}}, [operation])).toEqual({kind: 'malformed', index: 0})
  expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
})

test.each([
  ['a property that is not there', {op: 'remove', path: '/c'}],
  ['what every object inherits', {op: 'remove', path: '/toString'}],
  ['the length of a list', {op: 'copy', from: '/list/length', path: '/c'}],
  ['the length of a text', {op: 'copy', from: '/text/length', path: '/c'}],
  ['an index behind the end', {op: 'add', path: '/list/3', value: 1}],
  ['an index with a leading zero', {op: 'replace', path: '/list/01', value: 1}],
  ['the place behind the last, where something must be', {op: 'remove', path: '/list/-'}],
  ['a place inside a number', {op: 'add', path: '/n/x', value: 1}],
])('%s is missing', (_what, operation) => {
  expect(failure({list: [1, 2], text: 'abc', n: 1}, [operation])).toEqual({kind: 'missing', index: 0})
})

test('a failure names its operation, and nothing is changed', () => {
  const document = {a: 1}
  expect(failure(document, [{op: 'add', path: '/b', value: 2}, {op: 'test', path: '/b', value: 3}])).toEqual({kind: 'test', index: 1})
  expect(document).toEqual({a: 1})
})

test('copies cannot multiply a document without end', () => {
  const doubling = Array.from({length: 40}, (_, n) => ({op: 'copy', from: '', path: `/c${n}`}))
  expect(failure({a: 'x'.repeat(100)}, doubling)).toMatchObject({kind: 'malformed'})
})

test('a patch has at most 1000 operations', () => {
  expect(failure({}, Array.from({length: 1_001}, () => ({op: 'add', path: '/a', value: 1})))).toEqual({kind: 'malformed', index: -1})
})

test('what was put in is not shared with the patch', () => {
  const value = {deep: 1}
  const result = applyJsonPatch({}, [{op: 'add', path: '/a', value}, {op: 'copy', from: '/a', path: '/b'}, {op: 'replace', path: '/a/deep', value: 2}])
  expect(result).toEqual({ok: true, value: {a: {deep: 2}, b: {deep: 1}}})
  expect(value).toEqual({deep: 1})
})
