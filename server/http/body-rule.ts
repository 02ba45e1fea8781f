/** What the body of an operation may be: stated beside its handler, so that nothing is read that nobody asked for. */

export interface BodyRule {
  readonly types: readonly string[]
  /** Counted after decompression. */
  readonly maxBytes: number
  /** Values at all depths of JSON; fields of a form. */
  readonly maxValues: number
  /** Whether a `Content-Encoding` is taken. */
  readonly compressed?: true
  /** Who has not signed in may send it too. */
  readonly strangers?: true
}

const kilobyte = 1024
const json = ['application/json']

/** Nothing, or an empty object. */
export const noBody: BodyRule = {types: json, maxBytes: kilobyte, maxValues: 16}
/** A few words, or the ids of what is meant. */
export const smallBody: BodyRule = {types: json, maxBytes: 64 * kilobyte, maxValues: 1_100}
/** Email and password at their longest, all of it escaped. */
export const credentials: BodyRule = {types: json, maxBytes: 2 * kilobyte, maxValues: 16, strangers: true}
/** Two passwords. */
export const newPassword: BodyRule = {types: json, maxBytes: 4 * kilobyte, maxValues: 16}
/** What is typed at a door, and where it leads. */
export const doorForm: BodyRule = {types: ['application/x-www-form-urlencoded', ...json], maxBytes: 8 * kilobyte, maxValues: 16, strangers: true}
/** A form of two choices. */
export const ownChoices: BodyRule = {types: ['application/x-www-form-urlencoded'], maxBytes: 8 * kilobyte, maxValues: 16}
/** As many values as one record may hold. */
export const recordBody: BodyRule = {types: json, maxBytes: kilobyte * kilobyte, maxValues: 20_000, compressed: true}
export const patchBody: BodyRule = {...recordBody, types: ['application/merge-patch+json', 'application/json-patch+json', ...json]}
