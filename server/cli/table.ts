/** Rows as aligned columns. */

import {stripVTControlCharacters} from 'node:util'

// Colour codes take no room.
const widthOf = (cell: string): number => stripVTControlCharacters(cell).length

/** Columns as wide as their widest cell, two spaces between them; the last one is not filled up. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
  return rows.map(row => row.map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - widthOf(cell)))).join('  ').trimEnd())
}
