/** What is refused is said in `schemas/words` alone: elsewhere there are codes and params. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {english} from '../../schemas/index.ts'
import {root, sourceFiles} from './read-imports.ts'

const sources = ['schemas', 'ast', 'server'].flatMap(sourceFiles).filter(file => !file.endsWith('.test.ts') && !file.startsWith('schemas/words/') && file !== 'server/errors.ts')

/** A text as a message or detail, also behind a condition; a problem that is made by its class, which takes words. */
const sentences = [/\b(?:message|detail):\s*(?:[^,;{}\n]*\?\s*)?['"`]/, /\bnew (?:Problem|NotFound|Conflict|Stale|StorageFailed)\(/]

/** Ajv's own text, a program's at the console, and what goes into the log. */
const noRefusals: readonly string[] = ['server/catalog/data-checker.ts', 'server/demo/northwind/northwind-main.ts', 'server/store/sqlite/writer.ts']

const building = (text: string): boolean => sentences.some(sentence => sentence.test(text))

test('no refusal and no problem is given a sentence that is built in place', () => {
  const found = sources.filter(file => !noRefusals.includes(file) && building(readFileSync(join(root, file), 'utf8')))
  expect(found).toEqual([])
  expect(sources.length).toBeGreaterThan(300)
})

test('each sentence is of a code that something is refused with', () => {
  const designer = sourceFiles('designer').filter(file => !file.endsWith('.test.ts'))
  const text = [...sources, ...designer].map(file => readFileSync(join(root, file), 'utf8')).join('\n')
  const dead = Object.keys(english.sentences).filter(code => !new RegExp(`'${code}'|\\b${code}:`).test(text))
  expect(dead).toEqual([])
})

test.each([
  ['throw new NotFound({detail})', true],
  ['errors: [{pointer, message: `expected ${most}`}]', true],
  ['{pointer: "", message: long ? "too long" : "too short"}', true],
  ['throw problem(\'not-found\', {why: reason(\'no-such-record\', {schema, id})})', false],
  ['const {message, detail} = said', false],
  ['{readonly message: string}', false],
])('%s: %s', (text, is) => expect(building(text)).toBe(is))
