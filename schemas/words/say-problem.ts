/** `sayDetail` and `sayTitle`: what a problem says as a whole. */
import {english} from './english.ts'
import {findWords} from './find-words.ts'
import {say} from './say.ts'
import type {ProblemCode, Said, Tell, Words} from './words.ts'

/** Which of several changes a problem is about: `number` from 1. Stands among its params. */
export interface Change {readonly number: number; readonly schema: string}

/** The pointers of a change's refusals, as they lead into what is sent to `POST /api/v1/commit`. */
export const inChange = ({number}: Pick<Change, 'number'>, pointer: string): string =>
  `/changes/${number - 1}${pointer === '' ? '' : `/data${pointer}`}`

/** What a problem says as a whole. `errors`: what is wrong in it, in the same words. */
export function sayDetail(code: ProblemCode, params: object, errors: readonly Said[], words: Words = english): string {
  if ('change' in params) {
    const {change, ...own} = params as {readonly change: Change}
    const alone = errors.map(({pointer, message}) => ({pointer: withoutChange(change, pointer), message}))
    return words.inChange(change, sayDetail(code, own, alone, words))
  }
  const detail = findWords<(params: object, errors: readonly Said[], tell: Tell) => string>(words.details, code)
  return detail === undefined ? code : detail(params, errors, inner => say(inner, words))
}

function withoutChange(change: Change, pointer: string): string {
  const [whole, inside] = [inChange(change, ''), inChange(change, '/')]
  return pointer === whole ? '' : pointer.startsWith(inside) ? pointer.slice(inside.length - 1) : pointer
}

export const sayTitle = (code: string, status: number, words: Words = english): string =>
  findWords<string>(words.titles, code) ?? findWords<string>(words.titles, String(status)) ?? code
