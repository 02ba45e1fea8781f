/** What "ignoring case" means in expressions and in filters. */

/** Lower case, in all of Unicode. */
export const foldCase = (text: string): string => text.toLowerCase()
