/** What a body may never carry, whatever its schema: hostile names, bottomless depth, and fields that only the server makes. */
import {didYouMean} from '../../ast/index.ts'
import {findHostileKey, findInfinity, isHostileKey, type JsonObject} from '../../schemas/index.ts'
import type {Writer} from './writer.ts'
import {InvalidInput, type FieldError} from '../errors.ts'

/** Beside a record's data on the wire. */
const serverMade = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by', 'schema', 'tenant_id'])
const depths = {body: 16, own: 64}
const sizes = {body: 256 * 1024, own: 8 * 1024 * 1024}
/** Values, at all depths: each may fail in several ways, and be told of. */
const counts = {body: 20_000, own: 1_000_000}

/** Throws InvalidInput. `own`: Espalier's own code wrote it. */
export function checkShape(body: unknown, own: boolean): void {
  const values = own ? counts.own : counts.body
  const most = own ? depths.own : depths.body
  const passed = passedBound(body, values, most)
  if (passed === 'values') throw tooLarge(`expected at most ${values} values, got more`, `at most ${values} values`)
  if (passed === 'depth') throw new InvalidInput({detail: `expected at most ${most} levels of objects and lists, got more; flatten it`, errors: [{pointer: '', message: `at most ${most} levels`}]}, 'too-deep')
  if (passed !== 'odd') return
  const hostile = findHostileKey(body)
  if (hostile !== undefined) throw new InvalidInput({detail: `${hostile}: this name is never allowed`, errors: [{pointer: hostile, message: 'this name is never allowed'}]})
  const infinite = findInfinity(body)
  if (infinite === undefined) return
  const message = 'expected a finite number, got one that is too large or none at all, as a division by zero gives; correct the calculation'
  throw new InvalidInput({detail: `${infinite}: ${message}`, errors: [{pointer: infinite, message}]})
}

const made = 'is made by the server; leave it out'
/** Finding what each of many names was meant to be takes longer than anybody reads. */
const mostErrors = 50

/** Names that were sent: those the schema does not have for their sender, and those that they do not set; the first 50. */
export function checkNames(names: readonly string[], {entry, access: {denied, fixed}, actor}: Writer): readonly FieldError[] {
  const {properties} = entry.doc
  const errors: FieldError[] = []
  for (const name of names) {
    const message = whyNot(name)
    if (message !== undefined) errors.push({pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, message})
    if (errors.length === mostErrors) break
  }
  return errors

  function whyNot(name: string): string | undefined {
    const property = Object.hasOwn(properties, name) && !denied.has(name) ? properties[name]! : undefined
    if (property === undefined) return serverMade.has(name) ? made : `unknown field${didYouMean(name, Object.keys(properties).filter(one => !denied.has(one)))}`
    if (property['x-server'] === true && actor.system !== true) return made
    return fixed.has(name) ? 'is not yours to set; leave it out' : undefined
  }
}

/** Names in one object of a record: more cost V8 ten times as much, each time that the record is read to be changed. */
const mostNames = 2_500

/** The record's text as it will be stored; `before`: as it is. Throws InvalidInput with status 413. */
export function boundedText(data: JsonObject, own: boolean, before: JsonObject = {}): string {
  const text = JSON.stringify(data)
  const most = own ? sizes.own : sizes.body
  const bytes = text.length * 4 <= most ? 0 : Buffer.byteLength(text)
  if (bytes > most) throw tooLarge(`expected at most ${most} bytes of data, got ${bytes}`, `at most ${most} bytes`)
  // The shortest member of an object takes five characters.
  const names = own || text.length <= mostNames * 5 ? 0 : widest(data)
  if (names > mostNames && names > widest(before)) {
    const message = `at most ${mostNames} names in one object`
    throw tooLarge(`expected ${message}, got ${names}`, message)
  }
  return text
}

const tooLarge = (what: string, message: string): InvalidInput =>
  new InvalidInput({
    detail: `${what}; keep large things in files or records of their own`, errors: [{pointer: '', message}],
  }, 'record-too-large', 413)

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
