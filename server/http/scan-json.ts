/** Counts what a JSON text holds before it is parsed: parsing is what costs. */

export interface JsonBounds {readonly maxValues: number; readonly maxDepth: number; readonly maxNames: number}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c]

/**
 * Which bound is passed first; undefined where none is. Values are counted at all depths, the outermost not; names as they are written,
 * each once, however often it comes. Of what is no JSON it says nothing certain. Takes linear time, and ends at the first value or name that is too many.
 */
export function scanJson(text: string, bounds: JsonBounds): 'values' | 'depth' | 'names' | undefined {
  return scan(text, bounds, undefined)
}

/** `known`: the names so far, of a text that holds many. Most hold few, and are spared it. */
function scan(text: string, bounds: JsonBounds, known: Set<string> | undefined): ReturnType<typeof scanJson> {
  const {maxValues, maxDepth, maxNames} = bounds
  let values = 0
  let names = 0
  let depth = 0
  /** Right behind an opening bracket: whatever comes but its end is a first value. */
  let opened = false
  /** Where it begins and ends: with a colon behind it, it is a name. */
  let lastString: readonly [number, number] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20) continue
    const isEnd = code === 0x5d || code === 0x7d
    if (code === comma || (opened && !isEnd)) {
      if (++values > maxValues) return 'values'
    }
    opened = false
    if (code === colon) {
      if (known === undefined && ++names > maxNames) return scan(text, bounds, new Set())
      if (known !== undefined && known.add(text.slice(...lastString)).size > maxNames) return 'names'
    } else if (code === quote) {
      const start = at + 1
      at = endOfString(text, start)
      lastString = [start, at]
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return 'depth'
      opened = true
    } else if (isEnd) depth--
  }
  return undefined
}

/** The place of the closing quote, or of the text's end. */
function endOfString(text: string, start: number): number {
  let at = start
  for (let code = text.charCodeAt(at); at < text.length && code !== quote; code = text.charCodeAt(++at)) if (code === backslash) at++
  return at
}
