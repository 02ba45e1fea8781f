/** `textKey`: the one order of texts, in expressions, filters, sorted pages and pickers. */
import {foldText} from '../fold-text.ts'
import {timeKey} from './time-key.ts'

/** In UTF-16 units. A key is stored, indexed and passed back in addresses, so it does not grow with its text. */
export const longestKey = 200
/** What is folded of a long text: enough for a whole key unless each letter has several marks. */
const looked = 4 * longestKey

/**
 * What a text is ordered by, by code point: its fold (`foldText`), so that letters stand together whatever their case and marks; behind
 * it, after U+0001, the text itself, so that `A`, `a` and `Ä` have an order too. A time is taken as its instant (`timeKey`). Of all that
 * the first 200 UTF-16 units, cut between characters: texts that are longer and begin alike may have one key. Lone surrogates, which JSON
 * may hold and no database keeps alike, are U+FFFD, however many stand together.
 */
export function textKey(text: string): string {
  const time = timeKey(text)
  const start = (time.length > looked ? time.slice(0, looked) : time).replace(noCharacters, '\uFFFD')
  const key = `${foldText(start)}\u0001${start}`
  return key.length > longestKey ? key.slice(0, isPair(key, longestKey - 1) ? longestKey - 1 : longestKey) : key
}

const noCharacters = /[\p{Surrogate}\uFFFD]+/gu

/** Whether no other text has this key, but for another spelling of the same instant. */
export const isWholeKey = (key: string): boolean => key.length < longestKey - 1 && !key.includes('\uFFFD')

const isPair = (text: string, at: number): boolean => text.codePointAt(at)! > 0xffff
