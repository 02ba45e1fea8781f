import {expect, test} from 'vitest'
import {parseRecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from './data-checker.ts'

const parsed = parseRecordSchema({title: 'T', type: 'object', properties: {
  wide: {type: 'array', items: {type: 'string', pattern: '^[ab]*a[ab]{200}$'}}, mails: {type: 'array', items: {type: 'string', format: 'email'}}, phones: {type: 'array', items: {type: 'string', pattern: '^[+0-9 ]+$'}},
}})
if (!parsed.ok) throw new Error('no schema')
const {schema} = parsed
const checker = createDataChecker()

test.each([
  ['texts against a large pattern', {wide: Array<string>(30).fill('ab'.repeat(4_000))}],
  ['texts against a format', {mails: Array<string>(500).fill(`${'a.'.repeat(1_000)}@`)}],
])('many long %s are refused before they take long', (_what, data) => {
  const before = process.cpuUsage()
  expect(() => checker.check(schema, data)).toThrow(expect.objectContaining({status: 400, code: 'too-much-to-match'}))
  const {user, system} = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(1_000)
})

test('what people keep is far below, and each check begins anew', () => {
  const data = {mails: Array<string>(500).fill('somebody.long@department.example.com'), phones: Array<string>(2_000).fill('+49 30 901820')}
  for (let round = 0; round < 5; round++) expect(checker.check(schema, data)).toEqual([])
})
