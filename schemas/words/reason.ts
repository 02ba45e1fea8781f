/** Why something is refused, in no language: a stable code, and what there is to say with it. */
import type {JsonObject} from '../json.ts'
import type {Sentences} from './words.ts'

/** Kebab-case and stable: programs go by it. */
export type RefusalCode = keyof Sentences

/** Plain JSON, bounded: it goes over the wire as it is. */
export type Params = JsonObject

export type Reason = {readonly code: RefusalCode; readonly params: Params}

/** What a sentence is told: nothing, or its params. */
export type Told<F> = F extends () => string ? [] : F extends (params: infer P, ...more: never[]) => string ? [params: P] : never

/** The reason in something that says more, to be told inside another. */
export const reasonIn = ({code, params}: Reason): Reason => ({code, params})

const longestText = 600
const longestList = 300

/** A wrong code or a missing param does not compile. Texts of more than 600 characters and lists of more than 300 members are cut; members that are undefined are left out. */
export function reason<C extends RefusalCode>(code: C, ...[params]: Told<Sentences[C]>): Reason {
  return {code, params: bounded(params ?? {})}
}

/** JSON has no undefined. */
const isOdd = (value: unknown): boolean => value === undefined || isLong(value)
const isLong = (value: unknown): boolean =>
  (typeof value === 'string' ? value.length > longestText : Array.isArray(value) && (value.length > longestList || value.some(isLong)))

/** A copy is made only where something is cut or left out. */
export function bounded(params: object): Params {
  if (!Object.values(params).some(isOdd)) return params as Params
  const kept = Object.entries(params).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept.map(([name, value]) => [name, cut(value)])) as Params
}

function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  return Array.isArray(value) ? value.slice(0, longestList).map(cut) : value
}
