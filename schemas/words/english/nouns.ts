/** English words that several sentences use. */
import type {Shown} from '../shown.ts'

/** Of a value in an expression. */
export const kinds = {any: 'anything', null: 'null', boolean: 'true or false', number: 'a number', text: 'a text', list: 'a list', object: 'an object'} as const
export type KindName = keyof typeof kinds
export const anyOf = (names: readonly KindName[]): string => names.map(name => kinds[name]).join(' or ')

export interface Near {readonly name: string; /** what was probably meant */ readonly near?: string | undefined}

/** To be put behind a sentence. */
export const meant = (near: string | undefined): string => (near === undefined ? '' : `; did you mean "${near}"?`)

export const either = (names: readonly string[]): string => (names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names.join(''))

export const namesOr = (names: readonly string[], none: string): string => names.join(', ') || none

const others = {object: 'an object', nothing: 'nothing', 'something-else': 'something else'} as const
export const value = (shown: Shown): string => ('json' in shown ? shown.json : 'list' in shown ? `a list of ${shown.list}` : others[shown.is])

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
