/** `say`: a code and its params, in words. */
import {sentences} from './english/sentences.ts'
import {findWords} from './find-words.ts'
import type {Tell, Words} from './words.ts'

const spoken = {sentences}

/** The same code and params always give the same sentence. A code that is not known (a newer server's) is said as it is. */
export function say({code, params}: {readonly code: string; readonly params: object}, words: Pick<Words, 'sentences'> = spoken): string {
  const sentence = findWords<(params: object, tell: Tell) => string>(words.sentences, code)
  return sentence === undefined ? code : sentence(params, inner => say(inner, words))
}
