/** Parses the JSON of a body that is bounded in values, names and depth, and holds no key that reaches a prototype and no number that would be another one when it is kept. */
import {findHostileKey, findInexactNumber, hostileKeys, inexactNumber, reason, refusal, refusalOf} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {findJsonError} from './find-json-error.ts'
import {scanJson} from './scan-json.ts'

const maxDepth = 64
/** More than the largest schema has. V8 keeps an object of many names as a hash table, and takes ten times as long for each name of it. */
const maxNames = 2_500

/** Throws 413 for too many values or different names, and `malformed-json` with line and column where it is no JSON. */
export function parseJson(text: string, maxValues = 20_000): unknown {
  refuseUnbounded(text, maxValues)
  const value = parse(text)
  const hostile = mayNameHostile(text) ? findHostileKey(value) : undefined
  if (hostile !== undefined) {
    const key = hostile.slice(hostile.lastIndexOf('/') + 1)
    throw problem('hostile-key', {key}, {errors: [refusal('hostile-key', hostile.slice(0, 200))]})
  }
  refuseInexact(text)
  return value
}

/** Letter by letter, or escaped. */
function mayNameHostile(text: string): boolean {
  if (text.includes('\\u')) return true
  for (const key of hostileKeys) if (text.includes(key)) return true
  return false
}

/** Such a number is gone once it is parsed: only the text still tells. */
function refuseInexact(text: string): void {
  const found = findInexactNumber(text)
  if (!found) return
  throw problem('inexact-number', {}, {errors: [refusalOf(found.pointer.slice(0, 200), inexactNumber(found.text))]})
}

function refuseUnbounded(text: string, maxValues: number): void {
  const passed = scanJson(text, {maxValues, maxDepth, maxNames})
  if (passed === 'values') throw problem('too-large', {why: reason('body-of-many-values', {most: maxValues})})
  if (passed === 'names') throw problem('too-large', {why: reason('body-of-many-names', {most: maxNames})})
  if (passed === 'depth') throw problem('too-deep', {most: maxDepth, of: 'body'}, {errors: [refusal('nested-too-deep', '', {most: maxDepth})]})
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const place = lineAndColumn(text, findJsonError(text))
    throw problem('malformed-json', place, {errors: [refusal('not-json', '', place)], cause})
  }
}

function lineAndColumn(text: string, at: number): {readonly line: number; readonly column: number} {
  let line = 1
  let start = 0
  for (let place = 0; place < at; place++) {
    if (text.charCodeAt(place) !== 10) continue
    line++
    start = place + 1
  }
  return {line, column: at - start + 1}
}
