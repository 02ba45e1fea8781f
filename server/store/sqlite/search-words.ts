/** Words as the full-text index holds them, and what a person typed as an FTS5 expression in which nothing of it is syntax. */
import {foldText} from '../../../ast/index.ts'

const maxTyped = 2000
const maxWords = 12
const maxWordLength = 64

/** Scripts that put no spaces between words: there every two letters that follow one another are a word of the index. */
const spaceless = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`
const inWords = String.raw`\p{L}\p{N}\p{Co}`
const pieces = new RegExp(String.raw`(?:(?=[${inWords}])[${spaceless}])+|(?:(?![${spaceless}])[${inWords}])+`, 'gu')
const isSpaceless = new RegExp(`^[${spaceless}]`, 'u')

/** Runs of letters and digits of a folded text, those of spaceless scripts apart. */
const piecesOf = (folded: string): readonly string[] => folded.match(pieces) ?? []

/** What stands in the index for a text: words separated by spaces, in their order. */
export const indexedWords = (text: string): string => piecesOf(foldText(text)).map(piece => isSpaceless.test(piece) ? pairsOf(piece, true).join(' ') : piece).join(' ')

/** The words of what was typed, folded; those after the twelfth are ignored. */
export const wordsOf = (typed: string): readonly string[] => piecesOf(foldText(typed.slice(0, maxTyped))).slice(0, maxWords).map(word => [...word].slice(0, maxWordLength).join(''))

/** Every word must match: by its beginning, or anywhere in a text without spaces. '' when there is none: nothing matches. */
export const matchOf = (words: readonly string[]): string => words.map(word => isInside(word) ? `"${pairsOf(word, false).join(' ')}"` : `"${word}"*`).join(' ')

/** Whether a word matches wherever it stands in a run of letters. A single letter is the beginning of the pairs it begins. */
export const isInside = (word: string): boolean => isSpaceless.test(word) && [...word].length > 1

/** `withLast`: also the last letter alone, so that it is found by itself. */
function pairsOf(piece: string, withLast: boolean): readonly string[] {
  const letters = [...piece]
  return letters.flatMap((letter, at) => at < letters.length - 1 ? [`${letter}${letters[at + 1]}`] : withLast ? [letter] : [])
}
