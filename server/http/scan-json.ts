/** Counts what a JSON text holds before it is parsed: parsing is what costs. */

export interface JsonBounds {readonly maxValues: number; readonly maxDepth: number}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c]

/**
 * Which bound is passed first; undefined where none is. Values are counted at all depths, the outermost not. Of what is no JSON it says nothing certain. Takes linear
 * time, and ends at the first value that is too many.
 */
export function scanJson(text: string, {maxValues, maxDepth}: JsonBounds): 'values' | 'depth' | undefined {
  let values = 0
  let depth = 0
  /** Right behind an opening bracket: whatever comes but its end is a first value. */
  let opened = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20) continue
    const isEnd = code === 0x5d || code === 0x7d
    if (code === comma || (opened && !isEnd)) {
      if (++values > maxValues) return 'values'
    }
    opened = false
    if (code === quote) {
      at = endOfString(text, at + 1)
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
