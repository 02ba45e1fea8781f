/** What is kept with an idempotency key about changes that were refused before the store saw them. */
import {Problem, type FieldError} from '../errors.ts'

/** Per change: how many writes it is, or why it is refused. */
export type Memo = readonly (number | Problem)[]

interface Kept {readonly status: number; readonly code: string; readonly title: string; readonly detail: string; readonly errors: readonly FieldError[]}

export function writeMemo(memo: Memo): string {
  return JSON.stringify(memo.map(one => (typeof one === 'number' ? one : {status: one.status, code: one.code, title: one.title, detail: one.message, errors: one.errors} satisfies Kept)))
}

export function parseMemo(text = '[]'): Memo {
  return (JSON.parse(text) as readonly (number | Kept)[]).map(one => (typeof one === 'number' ? one : new Problem(one.status, one.code, one.title, one)))
}
