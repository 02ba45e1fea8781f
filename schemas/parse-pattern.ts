/** Regular expressions of schemas: run by a linear-time engine, so that no pattern can hang the server. */
import {RE2JS} from 're2js'
import {reason, type Reason} from './words/reason.ts'

/** `size`: the time to match is at most this times the length of the text. */
export type ParsedPattern = {readonly ok: true; readonly test: (text: string) => boolean; readonly size: number} | {readonly ok: false; readonly reason: Reason}

const longestPattern = 500
/** Instructions of the compiled pattern. Time to match is at most this times the length of the text: together with `longestText` about 40 ms. */
const largest = 300
/** Characters. A longer text never matches a pattern. */
export const longestText = 10_000

/** Compiling one may take milliseconds, and a schema's are asked for at each of its checks. */
const remembered = new Map<string, ParsedPattern>()
const mostRemembered = 500

/** Compiles a JSON Schema `pattern` (ECMA-262, found anywhere unless anchored) for RE2, which has no look-around and no back-references. */
export function parsePattern(source: string): ParsedPattern {
  const known = remembered.get(source)
  if (known) return known
  const parsed = parse(source)
  remembered.set(source, parsed)
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
  return parsed
}

function parse(source: string): ParsedPattern {
  if (source.length > longestPattern) return {ok: false, reason: reason('pattern-too-long', {most: longestPattern, size: source.length})}
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source))
    if (compiled.programSize() > largest) return {ok: false, reason: reason('pattern-too-large')}
    return {ok: true, size: compiled.programSize(), test: text => text.length <= longestText && compiled.test(text)}
  } catch (error) {
    return {ok: false, reason: reason('not-a-pattern', {said: (error as Error).message})}
  }
}
