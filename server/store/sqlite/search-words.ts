/** What a person typed, as words and as an FTS5 expression in which nothing of it is syntax. */

const maxTyped = 2000
const maxWords = 12
const maxWordLength = 64

/** The words of what was typed, cut where the index cuts them (unicode61); those after the twelfth are ignored. */
export function wordsOf(typed: string): readonly string[] {
  const words = typed.slice(0, maxTyped).match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
  return words.filter(word => /[\p{L}\p{N}\p{Co}]/u.test(word)).slice(0, maxWords).map(word => [...word].slice(0, maxWordLength).join(''))
}

/** Every word must match, the last as a prefix. '' when there is none: nothing matches. */
export const matchOf = (words: readonly string[]): string => words.map((word, at) => `"${word}"${at === words.length - 1 ? '*' : ''}`).join(' ')
