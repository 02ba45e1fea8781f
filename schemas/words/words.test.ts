import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {english} from './english.ts'
import {reason} from './reason.ts'
import {refusal, refusalOf} from './refusal.ts'
import {inChange, sayDetail, sayTitle} from './say-problem.ts'
import {say} from './say.ts'
import {shown} from './shown.ts'
import type {Words} from './words.ts'

test('a refusal carries its code, its place, what it speaks of, and the sentence that these make', () => {
  const refused = refusal('too-long', '/name', {limit: 1, size: 3})
  expect(refused).toEqual({code: 'too-long', pointer: '/name', params: {limit: 1, size: 3}, message: 'expected at most 1 character, got 3'})
  expect(say(JSON.parse(JSON.stringify(refused)))).toBe(refused.message)
})

test('a reason inside another is said in its place, also after it went over the wire', () => {
  const refused = refusalOf('/x', reason('at-character', {why: reason('unknown-function', {name: 'siez', near: 'size'}), at: 4}))
  expect(refused.message).toBe('there is no function "siez"; did you mean "size"? (at character 4)')
  expect(say(JSON.parse(JSON.stringify(refused)))).toBe(refused.message)
})

test('what cannot be said does not compile', () => {
  // @ts-expect-error -- no such code
  reason('no-such-code')
  // @ts-expect-error -- the params are missing
  expect(() => say(reason('too-long'))).not.toThrow()
  // @ts-expect-error -- a param has another type
  reason('unknown-keyword', {keyword: 1})
  // @ts-expect-error -- nothing is told to this sentence
  reason('pattern-too-large', {most: 1})
})

test('long texts and lists are cut before they are said', () => {
  const {params, message} = refusal('unknown-keyword', '', {keyword: 'x'.repeat(10_000)})
  expect([params['keyword'], message.length < 700]).toEqual([`${'x'.repeat(600)}…`, true])
  expect(reason('unknown-name', {name: 'a', known: Array.from({length: 5_000}, (_, n) => `${n}`)}).params['known']).toHaveLength(300)
})

test('a long pointer is cut, and a refusal of many long names stays short', () => {
  expect(refusal('unknown-field', `/${'x'.repeat(900_000)}`, {}).pointer).toHaveLength(2_001)
  expect(refusal('unknown-field', '/short', {}).pointer).toBe('/short')
})

test('a code that is not known is said as it is', () => {
  expect(say({code: 'from-a-newer-server', params: {}})).toBe('from-a-newer-server')
  expect(say({code: 'constructor', params: {}})).toBe('constructor')
})

describe('problems', () => {
  const errors = [refusal('required', '/name', {types: ['string']})]

  test('say what is wrong in them', () => {
    expect(sayDetail('invalid-input', {schema: 'company', count: 1}, errors)).toBe('schema company: /name expected text, got nothing; it is required')
  })

  test('end once, also with a question', () => {
    const named = [refusal('unknown-field', '/chnages', {near: 'changes'})]
    expect(sayDetail('invalid-input', {body: 1}, named)).toBe('The body cannot be used: /chnages unknown field; did you mean "changes"?')
    expect(sayDetail('invalid-input', {body: 1}, errors)).toBe('The body cannot be used: /name expected text, got nothing; it is required.')
  })

  test('of one of several changes say which, and the same as if it stood alone', () => {
    const inside = errors.map(error => ({...error, pointer: inChange({number: 3}, error.pointer)}))
    expect(inside[0]!.pointer).toBe('/changes/2/data/name')
    expect(sayDetail('invalid-input', {schema: 'company', count: 1, change: {number: 3, schema: 'company'}}, inside))
      .toBe('change 3 (company): schema company: /name expected text, got nothing; it is required')
  })

  test('have a title by code, or else by status', () => {
    expect([sayTitle('still-linked', 409), sayTitle('exists', 409)]).toEqual(['Still linked to', 'Conflict'])
  })
})

test('another language says the same codes in its own words, also those inside others', () => {
  const german: Words = {
    ...english,
    sentences: {...english.sentences, 'division-by-zero': () => 'durch null geteilt', 'at-character': ({why, at}, tell) => `${tell(why)} (bei Zeichen ${at})`},
    details: {...english.details, 'invalid-query': ({parameter}, [error]) => `${parameter}, auf Deutsch: ${error?.message}`},
    titles: {...english.titles, 400: 'Die Anfrage ist nicht gültig'},
  }
  const error = refusalOf('?filter', reason('at-character', {why: reason('division-by-zero'), at: 3}))
  const message = say(error, german)
  expect(message).toBe('durch null geteilt (bei Zeichen 3)')
  expect(sayDetail('invalid-query', {parameter: 'filter'}, [{pointer: '?filter', message}], german)).toBe('filter, auf Deutsch: durch null geteilt (bei Zeichen 3)')
  expect(sayTitle('invalid-query', 400, german)).toBe('Die Anfrage ist nicht gültig')
})

test('no code stands twice among the files of a language', () => {
  const folder = join(import.meta.dirname, 'english')
  const codes = readdirSync(folder).filter(file => !['problems.ts', 'nouns.ts', 'sentences.ts'].includes(file))
    .flatMap(file => [...readFileSync(join(folder, file), 'utf8').matchAll(/Sentences = \{\n(.*?)\n\} as const/gs)].flatMap(([, table]) => [...table!.matchAll(/^ {2}'?([a-z0-9-]+)'?: /gm)].map(match => match[1]!)))
  expect(codes.toSorted()).toEqual(Object.keys(english.sentences).toSorted())
})

test('codes are in kebab-case', () => {
  for (const code of [...Object.keys(english.sentences), ...Object.keys(english.details)]) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
})

test.each([
  [undefined, {is: 'nothing'}], [[1, 2], {list: 2}], [{a: 1}, {is: 'object'}], [null, {json: 'null'}], ['a', {json: '"a"'}], ['a'.repeat(100), {json: `"${'a'.repeat(76)}…"`}], [() => 1, {json: 'function'}],
])('%j is shown short', (value, short) => expect(shown(value)).toEqual(short))
