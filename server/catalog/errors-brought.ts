/** `errorsBrought`: of what a validator found in a changed record, what the change itself brought. */
import type {ErrorObject} from 'ajv'
import {sameJson} from '../../ast/index.ts'
import type {JsonObject, RecordSchema} from '../../schemas/index.ts'
import type {Before} from './catalog.ts'
import {itemKey} from './item-key.ts'
import {placeOf} from './place-of.ts'
import {ruledTogether} from './ruled-together.ts'

interface Errors {readonly errors: readonly ErrorObject[]}

/**
 * Leaves out what stood before and was not touched: the same rule refused the same value (an item of a list may have moved), or missed the same property, and none of the
 * properties that the rule speaks of changed. So a schema that became narrower holds up no edit of something else.
 */
export function errorsBrought(after: Errors & {readonly data: JsonObject}, before: Errors & Before, doc: RecordSchema): readonly ErrorObject[] {
  const standsAsBefore = untouchedErrors(before, after.data)
  const found = after.errors.filter(error => !standsAsBefore(error))
  if (found.length === 0) return []
  const stood = new Set(before.errors.filter(error => !standsAsBefore(error)).map(error => `${error.schemaPath} ${placeOf(error)}`))
  const formerPlace = formerPlaces(before.data, after.data)
  const touched = touchedRules(before, after.data, doc)
  return found.filter(error => {
    const place = placeOf(error)
    const from = place === '' ? '' : formerPlace(place)
    return from === undefined || before.judged?.has(place.split('/')[1] ?? '') === true || !stood.has(`${error.schemaPath} ${from}`) || touched(error, place)
  })
}

/** Whether an error is of the own rules of a property that did not change: there may be thousands of them, and they need no closer look. */
function untouchedErrors({data: before, judged}: Before, after: JsonObject): Test<[error: ErrorObject], boolean> {
  const untouched = new Set(Object.keys(after).filter(name => judged?.has(name) !== true && Object.hasOwn(before, name) && sameJson(before[name], after[name])))
  return ({schemaPath, instancePath}) => {
    if (!schemaPath.startsWith('#/properties/')) return false
    const end = instancePath.indexOf('/', 1)
    return untouched.has(instancePath.slice(1, end < 0 ? undefined : end))
  }
}

type Test<A extends readonly unknown[], R> = (...args: A) => R

/** Where, in the data before, the very value at a place stood. Undefined: it is new. What was missing and still is counts as the same. */
function formerPlaces(before: JsonObject, after: JsonObject): Test<[place: string], string | undefined> {
  const itemOf = formerItems()
  return place => {
    let [was, is]: [unknown, unknown] = [before, after]
    let from = ''
    for (const token of place.split('/').slice(1)) {
      if (Array.isArray(was) && Array.isArray(is)) {
        const at = itemOf(was, is, Number(token))
        from += `/${at}`
        was = was[at]
        is = is[Number(token)]
      } else if (isObject(was) && isObject(is)) {
        const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
        from += `/${token}`
        was = Object.hasOwn(was, key) ? was[key] : undefined
        is = Object.hasOwn(is, key) ? is[key] : undefined
      } else return undefined
    }
    return sameJson(was, is) ? from : undefined
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The index that an item had: its own, where the same or a changed one stands there; else that of an equal one. Each list is looked through once. */
function formerItems(): Test<[was: readonly unknown[], is: readonly unknown[], at: number], number> {
  const known = new Map<readonly unknown[], number[]>()
  const indexes = new Map<readonly unknown[], ReadonlyMap<unknown, number>>()
  const find = (was: readonly unknown[], is: readonly unknown[], at: number): number => {
    if (sameJson(was[at], is[at])) return at
    const index = indexes.get(was) ?? new Map(was.map((item, n) => [itemKey(item), n]))
    indexes.set(was, index)
    return index.get(itemKey(is[at])) ?? at
  }
  return (was, is, at) => {
    const found = known.get(is) ?? []
    known.set(is, found)
    return found[at] ??= find(was, is, at)
  }
}

/** Whether an error is of a rule for several properties of the record, and the change touched one of them; of a rule that names none, whether properties came or went. */
function touchedRules({data: before, judged}: Before, after: JsonObject, doc: RecordSchema): Test<[error: ErrorObject, place: string], boolean> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter(name => judged?.has(name) === true || !sameJson(before[name], after[name]))
  const cameOrWent = changed.some(name => Object.hasOwn(before, name) !== Object.hasOwn(after, name))
  const known = new Map<string, boolean>()
  return ({schemaPath}, place) => {
    const key = `${schemaPath} ${place === '' ? 'record' : 'part'}`
    const answer = known.get(key) ?? touches(ruledTogether(schemaPath, place === '', doc))
    known.set(key, answer)
    return answer
  }

  function touches(named: ReadonlySet<string> | undefined): boolean {
    if (named === undefined) return false
    return named.size > 0 ? changed.some(name => named.has(name)) : cameOrWent
  }
}
