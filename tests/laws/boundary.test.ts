import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {applyStep, parseStep, parseSteps, type Step} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import {screen, stack, text} from '../build-tree.ts'
import {anyEdit, anyJson, anyTree, stepOf} from './arbitrary-tree.ts'

const good: {readonly [kind: string]: Step} = {
  insert: {type: 'insert', nodes: [{id: 'x', screen_id: 's1', parent_id: 'n1', slot: 'default', order: 'a5', snippet: 'text', props: {text: 'x'}, data: {rows: {from: 'contact', limit: 5}}, on: {press: [{do: 'refresh'}]}, when: 'true', each: '[1]'}]},
  remove: {type: 'remove', id: 'n2'},
  move: {type: 'move', id: 'n2', to: {parent_id: 'n1', slot: 'default', order: 'a5'}, was: {parent_id: 'n1', slot: 'default', order: 'a0'}},
  set: {type: 'set', id: 'n2', path: ['props', 'text'], value: {a: [1, {b: null}]}, was: 'a'},
}

test('whatever comes, parseStep answers and does not throw', () => {
  fc.assert(fc.property(fc.oneof(fc.anything({withDate: true, withMap: true, withSet: true, withBigInt: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true}), anyJson), (input) => {
    expect(typeof parseStep(input).ok).toBe('boolean')
    expect(typeof parseSteps(input).ok).toBe('boolean')
    expect(typeof parseStep({type: 'set', id: 'n1', path: ['props', 'a'], value: input}).ok).toBe('boolean')
    expect(typeof parseStep({type: 'insert', nodes: input}).ok).toBe('boolean')
  }), {numRuns: 1_000})
})

test('what parseStep takes, applyStep answers without throwing, on any tree', () => {
  fc.assert(fc.property(anyTree, anyTree, anyEdit(), (tree, other, edit) => {
    const step = stepOf(edit, other, 'new')
    if (step && parseStep(step).ok) expect(typeof applyStep(tree, step).ok).toBe('boolean')
  }), {numRuns: 500})
})

describe.each(Object.entries(good))('%s', (_, step) => {
  test('is taken as it is', () => {
    expect(parseStep(step)).toEqual({ok: true, step})
  })

  test('with any member more is refused, naming it', () => {
    fc.assert(fc.property(fc.string({minLength: 1}).filter((name) => !Object.hasOwn(step, name) && !['was', 'wasAbsent', 'value'].includes(name)), anyJson, (name, value) => {
      const result = parseStep(JSON.parse(`${JSON.stringify(step).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`))
      expect(result.ok).toBe(false)
    }), {numRuns: 200})
  })

  test('with any one part of another kind is refused, or still exact', () => {
    const places = pathsOf(step as unknown as Json)
    fc.assert(fc.property(fc.constantFrom(...places), fc.constantFrom<Json>(null, true, 1.5, '', [], {}, {__proto: 1}, [[]], 'x'.repeat(3_000)), (place, value) => {
      const input = replaced(step as unknown as Json, place, value)
      const result = parseStep(input)
      if (!result.ok) expect(result.reason).toMatchObject({kind: 'invalid', message: expect.stringMatching(/^step.*: /) as string})
      // Values and props may be any JSON; everything else has one shape.
      else expect(JSON.stringify(place)).toMatch(/"value"|"props"|"was"|"parent_id"|"data"|"on"|"press"/)
    }), {numRuns: 300})
  })

  test('with a key that reaches a prototype anywhere is refused', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const sent = JSON.stringify(step)
      for (let at = sent.indexOf('{'); at !== -1; at = sent.indexOf('{', at + 1)) {
        const hostile: unknown = JSON.parse(`${sent.slice(0, at + 1)}${JSON.stringify(name)}:{"polluted":true}${sent[at + 1] === '}' ? '' : ','}${sent.slice(at + 1)}`)
        expect(parseStep(hostile)).toMatchObject({ok: false, reason: {kind: 'invalid'}})
      }
    }
    expect(({} as {polluted?: boolean}).polluted).toBeUndefined()
  })
})

test('a path that leads to a prototype, or out of what may be set, is refused at the boundary and again by applyStep', () => {
  const {tree} = screen(stack(text('a')))
  for (const path of [['__proto__'], ['props', '__proto__'], ['props', 'constructor', 'prototype', 'x'], ['id'], ['screen_id'], ['parent_id'], ['slot'], ['order'], []]) {
    const step = {type: 'set', id: 'n2', path, value: 'x'} as const
    expect(parseStep(step).ok, path.join('.')).toBe(false)
    expect(applyStep(tree, step).ok, path.join('.')).toBe(false)
  }
  expect(parseStep({type: 'set', id: 'n2', path: ['rev'], value: 1}).ok).toBe(false)
})

type Way = readonly (string | number)[]

function pathsOf(value: Json, at: Way = []): readonly Way[] {
  if (typeof value !== 'object' || value === null) return at.length > 0 ? [at] : []
  const inner = Object.entries(value).flatMap(([name, each]) => pathsOf(each as Json, [...at, Array.isArray(value) ? Number(name) : name]))
  return at.length > 0 ? [at, ...inner] : inner
}

function replaced(value: Json, [name, ...rest]: Way, by: Json): Json {
  if (name === undefined) return by
  if (Array.isArray(value)) return value.map((each: Json, index) => (index === name ? replaced(each, rest, by) : each))
  return Object.fromEntries(Object.entries(value as {readonly [key: string]: Json}).map(([key, each]) => [key, key === name ? replaced(each, rest, by) : each]))
}
