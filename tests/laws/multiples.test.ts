/** What is a multiple of what is decided alike by the server's checks, the form's and the screen checker's. */
import {Validator} from '@cfworker/json-schema'
import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {isMultipleOf, type RecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from '../../server/catalog/data-checker.ts'
import Ajv from '../../snippets/json-form/ajv-adapter.ts'

const checker = createDataChecker()
const checks = new Map<number, (value: number) => readonly boolean[]>()

/** Made once for each step: compiling takes longer than all else. */
function checksOf(of: number): (value: number) => readonly boolean[] {
  const doc: RecordSchema = {title: 'Amount', type: 'object', properties: {amount: {type: 'number', multipleOf: of}}}
  const [form, screen] = [new Ajv().compile(doc), new Validator({multipleOf: of}, '2020-12')]
  const check = (value: number): readonly boolean[] => [checker.check(doc, {amount: value}).length === 0, form({amount: value}), screen.validate(value).valid]
  checks.set(of, check)
  return check
}

const verdicts = (value: number, of: number): readonly boolean[] => (checks.get(of) ?? checksOf(of))(value)

const steps = fc.oneof(fc.constantFrom(0.01, 0.1, 0.05, 0.25, 0.001, 1e-7, 1e-10, 1, 2, 12, 0.3, 1e21, 3.33), fc.double({min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true}))

test('by any step, for any number', () => {
  fc.assert(fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), steps, (value, of) => {
    expect(verdicts(value, of)).toEqual(Array(3).fill(isMultipleOf(value, of)))
  }), {numRuns: 200})
})

test('a step taken any number of times is one of it, as long as a double holds it', () => {
  fc.assert(fc.property(fc.integer({min: -1_000_000, max: 1_000_000}), fc.integer({min: 0, max: 6}), (times, places) => {
    const [value, of] = [Number(`${times}e-${places}`), Number(`1e-${places}`)]
    expect(verdicts(value, of)).toEqual([true, true, true])
    expect(verdicts(Number(`${times}5e-${places + 1}`), of)).toEqual([false, false, false])
  }), {numRuns: 300})
})
