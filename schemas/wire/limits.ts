/** How much the body of an operation may be: it is refused before it is read, inflated or parsed. */
export interface BodyLimits {
  /** Counted after decompression. */
  readonly maxBytes: number
  /** Values at all depths of JSON; fields of a form. */
  readonly maxValues: number
  /** Whether a `Content-Encoding` is taken. */
  readonly compressed?: true
}

const kilobyte = 1024

/** Nothing, or an empty object. */
export const noBody = {maxBytes: kilobyte, maxValues: 16} as const
/** A few words, or the ids of what is meant. */
export const smallBody = {maxBytes: 64 * kilobyte, maxValues: 1_100} as const
/** Email and password at their longest, all of it escaped. */
export const credentials = {maxBytes: 2 * kilobyte, maxValues: 16} as const
/** Two passwords. */
export const twoPasswords = {maxBytes: 4 * kilobyte, maxValues: 16} as const
/** A few fields, and where the form leads. */
export const shortForm = {maxBytes: 8 * kilobyte, maxValues: 16} as const
/** As many values as one record may hold. */
export const recordBody = {maxBytes: kilobyte * kilobyte, maxValues: 20_000, compressed: true} as const
/** As much as a whole screen inserted at once. */
export const stepsBody = {maxBytes: kilobyte * kilobyte, maxValues: 40_000, compressed: true} as const
