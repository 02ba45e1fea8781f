/** `findInexactNumber`: the first number in a JSON text that would be changed by being parsed. */
import {isExactNumber} from './exact-number.ts'

export interface InexactNumber {
  /** JSON Pointer to where it stands. */
  readonly pointer: string
  /** As it was written. */
  readonly text: string
}

/** Any number of fewer characters and a smaller exponent is exact. Long texts of digits look suspect too; then the whole is walked through. */
const suspect = /\d[\d.]{15}|[\d.]e[+-]?\d{3}/i
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy

/** `json` must have been parsed before: it is not checked again. Takes linear time and no stack. */
export function findInexactNumber(json: string): InexactNumber | undefined {
  if (!suspect.test(json)) return undefined
  /** For each open list its index, for each open object the key as it was written. */
  const path: (number | string)[] = []
  for (let at = 0; at < json.length; at++) {
    const char = json[at]!
    if (char === '{') path.push('""')
    else if (char === '[') path.push(0)
    else if (char === '}' || char === ']') path.pop()
    else if (char === ',') {
      const index = path.at(-1)
      if (typeof index === 'number') path[path.length - 1] = index + 1
    } else if (char === '"') {
      const end = endOfString(json, at)
      if (isKey(json, end)) path[path.length - 1] = json.slice(at, end)
      at = end - 1
    } else if (char === '-' || (char >= '0' && char <= '9')) {
      const text = numberAt(json, at)
      if (!isExactNumber(text)) return {pointer: pointerOf(path), text}
      at += text.length - 1
    }
  }
  return undefined
}

function numberAt(json: string, at: number): string {
  number.lastIndex = at
  return number.exec(json)![0]
}

/** The index after the closing quote. */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); ; quote = json.indexOf('"', quote + 1)) {
    let first = quote
    while (json[first - 1] === '\\') first--
    if ((quote - first) % 2 === 0) return quote + 1
  }
}

function isKey(json: string, end: number): boolean {
  let at = end
  while (' \n\r\t'.includes(json[at] ?? '.')) at++
  return json[at] === ':'
}

function pointerOf(path: readonly (number | string)[]): string {
  return path.map(step => `/${typeof step === 'number' ? step : (JSON.parse(step) as string).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
