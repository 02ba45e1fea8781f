/** What is kept with an idempotency key about changes that were refused before the store saw them. */
import {refusal, type Params, type Refusal} from '../../schemas/index.ts'
import {remade, type Problem} from '../errors.ts'

/** Per change: how many writes it is, or why it is refused. */
export type Memo = readonly (number | Problem)[]

/** Without params, and its errors without code: kept by an earlier version. */
interface Kept {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly params?: Params
  readonly errors: readonly (Refusal | {readonly code?: undefined; readonly pointer: string; readonly message: string})[]
}

export function writeMemo(memo: Memo): string {
  return JSON.stringify(memo.map(one => (typeof one === 'number' ? one : keptOf(one))))
}

const keptOf = ({status, code, title, message, params, errors}: Problem): Kept => ({status, code, title, detail: message, params, errors})

export function parseMemo(text = '[]'): Memo {
  return (JSON.parse(text) as readonly (number | Kept)[]).map(one => (typeof one === 'number' ? one : problemOf(one)))
}

function problemOf({detail, params = {}, errors, ...kept}: Kept): Problem {
  return remade({...kept, message: detail, params, errors: errors.map(error => (error.code === undefined ? refusal('in-words', error.pointer, {text: error.message}) : error))})
}
