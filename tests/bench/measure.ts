/** What a measure answers: figures with the limit that they are held against. */

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The side of `limit` on which the value should lie. */
  readonly want?: 'at least' | 'at most'
  readonly limit?: number
  /** How it was taken, and the raw numbers behind a ratio. */
  readonly how: string
}

export const holds = ({value, want, limit}: Figure): boolean | undefined => (want === undefined || limit === undefined ? undefined : want === 'at least' ? value >= limit : value <= limit)

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}
