/** `refusal`: one thing that is wrong with what was sent, and where. */
import {reason, type Params, type Reason, type RefusalCode, type Told} from './reason.ts'
import {say} from './say.ts'
import type {Sentences} from './words.ts'

export interface Refusal {
  /** Kebab-case and stable. */
  readonly code: RefusalCode
  /** JSON Pointer into what was sent (`/data/email` for records' bodies is simply `/email`), or `?filter` for a query parameter. */
  readonly pointer: string
  readonly params: Params
  /** What `say` makes of code and params. */
  readonly message: string
}

export const refusal = <C extends RefusalCode>(code: C, pointer: string, ...params: Told<Sentences[C]>): Refusal =>
  refusalOf(pointer, reason(code, ...params))

export const refusalOf = (pointer: string, {code, params}: Reason): Refusal => ({code, pointer: short(pointer), params, message: say({code, params})})

/** A name that was sent may be as long as the body: what comes back is not. */
const short = (pointer: string): string => (pointer.length > longestPointer ? `${pointer.slice(0, longestPointer)}…` : pointer)
const longestPointer = 2_000
