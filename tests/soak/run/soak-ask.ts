/** What `npm run soak` was asked for; `soak.mjs` puts it into the environment. */
export interface SoakAsk {
  /** Where kept runs are. */
  readonly folder: string
  readonly seed?: number
  /** For each proof. */
  readonly seconds?: number
  readonly cases?: number
  /** The path of a single case. */
  readonly case?: string
}

/** Undefined when it is `npm test` that runs. */
export function soakAsk(): SoakAsk | undefined {
  const text = process.env['ESPALIER_SOAK']
  return text === undefined ? undefined : JSON.parse(text) as SoakAsk
}
