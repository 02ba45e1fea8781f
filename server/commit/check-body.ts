/** What a body may never carry, whatever its schema: hostile names, bottomless depth, and fields that only the server makes. */
import {nearestName} from '../../ast/index.ts'
import {findHostileKey, findInfinity, isHostileKey, reason, refusal, refusalOf, type DetailParams, type JsonObject, type Reason, type Refusal} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {Writer} from './writer.ts'

/** Beside a record's data on the wire. */
const serverMade = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by', 'schema', 'tenant_id'])
const depths = {body: 16, own: 64}
const sizes = {body: 256 * 1024, own: 8 * 1024 * 1024}
/** Values, at all depths: each may fail in several ways, and be told of. */
const counts = {body: 20_000, own: 1_000_000}

/** Throws a problem. `own`: Espalier's own code wrote it. */
export function checkShape(body: unknown, own: boolean): void {
  const values = own ? counts.own : counts.body
  const most = own ? depths.own : depths.body
  const passed = passedBound(body, values, most)
  if (passed === 'values') throw tooLarge({most: values, of: 'values'}, reason('most-values', {most: values}))
  if (passed === 'depth') throw problem('too-deep', {most, of: 'record'}, {errors: [refusal('most-levels', '', {most})]})
  if (passed !== 'odd') return
  const hostile = findHostileKey(body)
  if (hostile !== undefined) throw wrongAt(hostile, reason('never-allowed-name'))
  const infinite = findInfinity(body)
  if (infinite !== undefined) throw wrongAt(infinite, reason('not-a-finite-number'))
}

const wrongAt = (pointer: string, why: Reason): Problem => problem('invalid-input', {why: reason('at-pointer', {pointer, why})}, {errors: [refusalOf(pointer, why)]})

/** Finding what each of many names was meant to be takes longer than anybody reads. */
const mostErrors = 50

/** Names that were sent: those the schema does not have for their sender, and those that they do not set; the first 50. */
export function checkNames(names: readonly string[], {entry, access: {denied, fixed}, actor}: Writer): readonly Refusal[] {
  const {properties} = entry.doc
  const errors: Refusal[] = []
  for (const name of names) {
    const why = whyNot(name)
    if (why !== undefined) errors.push(refusalOf(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, why))
    if (errors.length === mostErrors) break
  }
  return errors

  function whyNot(name: string): Reason | undefined {
    const property = Object.hasOwn(properties, name) && !denied.has(name) ? properties[name]! : undefined
    if (property === undefined) return serverMade.has(name) ? reason('made-by-server') : reason('unknown-field', {near: nearestName(name, Object.keys(properties).filter(one => !denied.has(one)))})
    if (property['x-server'] === true && actor.system !== true) return reason('made-by-server')
    return fixed.has(name) ? reason('not-yours-to-set') : undefined
  }
}

/** Names in one object of a record: more cost V8 ten times as much, each time that the record is read to be changed. */
const mostNames = 2_500

/** The record's text as it will be stored; `before`: as it is. Throws `record-too-large`. */
export function boundedText(data: JsonObject, own: boolean, before: JsonObject = {}): string {
  const text = JSON.stringify(data)
  const most = own ? sizes.own : sizes.body
  const bytes = text.length * 4 <= most ? 0 : Buffer.byteLength(text)
  if (bytes > most) throw tooLarge({most, of: 'bytes', got: bytes}, reason('most-bytes', {most}))
  // The shortest member of an object takes five characters.
  const names = own || text.length <= mostNames * 5 ? 0 : widest(data)
  if (names > mostNames && names > widest(before)) throw tooLarge({most: mostNames, of: 'names', got: names}, reason('most-names', {most: mostNames}))
  return text
}

const tooLarge = (passed: DetailParams<'record-too-large'>, why: Reason): Problem => problem('record-too-large', passed, {errors: [refusalOf('', why)]})

/** How many names the object has that has most. */
function widest(value: unknown): number {
  if (!isObject(value)) return 0
  const names = Array.isArray(value) ? undefined : Object.keys(value)
  let most = names?.length ?? 0
  for (const name of names ?? (value as readonly unknown[]).keys()) {
    const inner = (value as Readonly<Record<string | number, unknown>>)[name]
    if (isObject(inner)) most = Math.max(most, widest(inner))
  }
  return most
}

type Passed = 'values' | 'depth' | 'odd' | undefined

/**
 * Which bound is passed first, level by level; `odd` where none is but something stands there that has to be looked for: a hostile name, or a number that is none.
 * One walk, by names: looking into an object of many is what costs.
 */
function passedBound(body: unknown, mostValues: number, mostLevels: number): Passed {
  let left = mostValues - 1
  let isOdd = isOddNumber(body)
  let level: readonly object[] = isObject(body) ? [body] : []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === mostLevels) return 'depth'
    const next: object[] = []
    const look = (value: unknown): void => {
      if (isObject(value)) next.push(value)
      else isOdd ||= isOddNumber(value)
    }
    for (const outer of level) {
      const names = Array.isArray(outer) ? undefined : Object.keys(outer)
      left -= names?.length ?? (outer as readonly unknown[]).length
      if (left < 0) return 'values'
      if (names === undefined) for (const value of outer as readonly unknown[]) look(value)
      else for (const name of names) {
        isOdd ||= isHostileKey(name)
        look((outer as Readonly<Record<string, unknown>>)[name])
      }
    }
    level = next
  }
  return isOdd ? 'odd' : undefined
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isOddNumber = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value)
