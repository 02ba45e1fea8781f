/** `matchOf`: what a person typed, as an FTS5 expression in which nothing of it is syntax. */

const maxWords = 12
const maxWordLength = 64

/** Every word must match, the last as a prefix. `undefined`: nothing was typed; '': what was typed holds no word, so nothing matches. Words after the twelfth are ignored. */
export function matchOf(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined
  // The same characters that the unicode61 tokenizer makes words of.
  const words = (typed.slice(0, 2000).match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []).filter(word => /[\p{L}\p{N}\p{Co}]/u.test(word)).slice(0, maxWords)
  return words.map((word, at) => `"${[...word].slice(0, maxWordLength).join('')}"${at === words.length - 1 ? '*' : ''}`).join(' ')
}
