/** `textKey` in SQL. */
import {longestKey, textKey} from '../../../ast/index.ts'

/** Of ASCII that is no time, which SQLite folds by itself: its `lower` knows A to Z, and ends at U+0000. */
export const plainKeySql = (text: string): string => `substr(lower(${text}) || char(1) || ${text}, 1, ${longestKey})`

/** Of any text. A function of ours costs as much as the rest of a row's sorting: it is called only where it must be. */
export const textKeySql = (text: string): string =>
  `iif(octet_length(${text}) = length(${text}) AND ${text} NOT GLOB '[0-9][0-9][0-9][0-9]-*', ${plainKeySql(text)}, text_key(${text}))`

/** The key where `plainKeySql` does not give it. */
export function foreignKey(text: string): string | undefined {
  const key = textKey(text)
  return ascii.test(text) && !text.includes('\0') && key === `${text.toLowerCase()}\u0001${text}`.slice(0, longestKey) ? undefined : key
}

const ascii = /^\p{ASCII}*$/u
