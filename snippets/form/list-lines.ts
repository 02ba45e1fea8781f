/** A list as lines of text, and back: an item whose lines nobody touched stays the item it was. */
import type {Json} from '../../schemas/index.ts'

export const lineOf = (item: Json): string => (typeof item === 'string' ? item : JSON.stringify(item))

/** `read` makes a typed line an item. Lines at both ends that still are those of `before` keep their items, whatever they hold. */
export function itemsOf(text: string, before: readonly Json[], read: (line: string) => Json): readonly Json[] {
  const lines = normal(text).split('\n')
  const shown = before.map(item => normal(lineOf(item)).split('\n'))
  let [first, from] = [0, 0]
  while (first < shown.length && startsAt(lines, from, shown[first]!)) from += shown[first++]!.length
  let [last, to] = [shown.length, lines.length]
  while (last > first && to - shown[last - 1]!.length >= from && startsAt(lines, to - shown[last - 1]!.length, shown[last - 1]!)) to -= shown[--last]!.length
  const typed = lines.slice(from, to).map(line => line.trim()).filter(line => line !== '').map(read)
  return [...before.slice(0, first), ...typed, ...before.slice(last)]
}

const startsAt = (lines: readonly string[], at: number, item: readonly string[]): boolean => item.every((line, index) => lines[at + index] === line)
/** As a text area gives it back. */
const normal = (text: string): string => text.replace(/\r\n?/g, '\n')
