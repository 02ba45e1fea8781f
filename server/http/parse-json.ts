/** Parses the JSON of a body that is bounded in values, names and depth, and holds no key that reaches a prototype and no number that would be another one when it is kept. */
import {findHostileKey, findInexactNumber, hostileKeys, inexactNumberMessage} from '../../schemas/index.ts'
import {InvalidInput, Problem} from '../errors.ts'
import {findJsonError} from './find-json-error.ts'
import {scanJson} from './scan-json.ts'

const maxDepth = 64
/** More than the largest schema has. V8 keeps an object of many names as a hash table, and takes ten times as long for each name of it. */
const maxNames = 2_500

/** Throws 413 for too many values or different names, and InvalidInput with line and column where it is no JSON. */
export function parseJson(text: string, maxValues = 20_000): unknown {
  refuseUnbounded(text, maxValues)
  const value = parse(text)
  const hostile = mayNameHostile(text) ? findHostileKey(value) : undefined
  if (hostile !== undefined) {
    const key = hostile.slice(hostile.lastIndexOf('/') + 1)
    throw new InvalidInput({detail: `The key "${key}" cannot be used.`, errors: [{pointer: hostile.slice(0, 200), message: 'this key cannot be used: leave it out'}]}, 'hostile-key')
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
  const pointer = found.pointer.slice(0, 200)
  const message = inexactNumberMessage(found.text)
  throw new InvalidInput({detail: `The body holds a number that would be changed, at ${pointer === '' ? 'its top' : pointer}: ${message}.`, errors: [{pointer, message}]}, 'inexact-number')
}

function refuseUnbounded(text: string, maxValues: number): void {
  const passed = scanJson(text, {maxValues, maxDepth, maxNames})
  if (passed === 'values') throw new Problem(413, 'too-large', 'Too large', {detail: `The body holds more than ${maxValues} values. Send less at once.`})
  if (passed === 'names') throw new Problem(413, 'too-large', 'Too large', {detail: `The body holds more than ${maxNames} different names. Send less at once, or a list of items whose names are the same.`})
  if (passed === 'depth') {
    throw new InvalidInput({detail: `The body is nested deeper than ${maxDepth} levels.`, errors: [{pointer: '', message: `nested deeper than ${maxDepth} levels`}]}, 'too-deep')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const position = lineAndColumn(text, findJsonError(text))
    throw new InvalidInput({detail: `The body is not JSON: it goes wrong at ${position}.`, errors: [{pointer: '', message: `not JSON at ${position}`}], cause}, 'malformed-json')
  }
}

function lineAndColumn(text: string, at: number): string {
  let line = 1
  let start = 0
  for (let place = 0; place < at; place++) {
    if (text.charCodeAt(place) !== 10) continue
    line++
    start = place + 1
  }
  return `line ${line}, column ${at - start + 1}`
}
