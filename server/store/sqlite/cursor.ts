/** Cursors: where a page ended, as text that a client passes back. They are read with suspicion. */
import {invalidCursor} from '../invalid-cursor.ts'
import type {SqlValue} from './condition.ts'
import type {SortField} from './sort-fields.ts'

export type Direction = 'next' | 'prev'
/** `values`: one per sort field, `id` last; none: from the very first record on, or from the very last one back. */
export interface Cursor {readonly direction: Direction; readonly values: readonly SqlValue[]}

const maxLength = 16_384

export function writeCursor(schema: string, sort: readonly SortField[], {direction, values}: Cursor): string {
  const parts = [fingerprint(schema, sort), direction === 'next' ? 1 : 0, ...values]
  return Buffer.from(`[${parts.map(jsonOf).join(',')}]`).toString('base64url')
}

/** Text that SQLite takes for a number may be an endless one, which JSON reads and does not write. */
const jsonOf = (value: SqlValue): string => (value === Infinity ? '9e999' : value === -Infinity ? '-9e999' : JSON.stringify(value))

/** Throws InvalidCursor on anything that `writeCursor` would not have written for this schema and sort. */
export function readCursor(schema: string, sort: readonly SortField[], text: string): Cursor {
  if (text.length > maxLength) throw invalidCursor('too-long')
  const parts = parse(text)
  if (!Array.isArray(parts) || (parts.length !== 2 && parts.length !== sort.length + 2)) throw invalidCursor('foreign')
  const [print, forwards, ...values] = parts as unknown[]
  if (print !== fingerprint(schema, sort)) throw invalidCursor('other-sort')
  if ((forwards !== 1 && forwards !== 0) || !values.every((value, at) => fits(value, sort[at]!))) throw invalidCursor('foreign')
  return {direction: forwards === 1 ? 'next' : 'prev', values: values as SqlValue[]}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown
  } catch {
    return undefined
  }
}

const fingerprint = (schema: string, sort: readonly SortField[]): string => `${schema}:${sort.map(({field, descending}) => `${descending ? '-' : ''}${field.name}`).join(',')}`

/** Not by the property's type: records may be older than their schema, and SQLite sorts them all the same. */
function fits(value: unknown, {field}: SortField): boolean {
  return value === null ? field.nullable : typeof value === 'string' || typeof value === 'number'
}
