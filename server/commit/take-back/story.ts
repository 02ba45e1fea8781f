/** `Story`: a record's past, from the first of the events that are to be taken back up to now. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {RecordState} from '../../store/store.ts'

/** A record as it was. */
export interface Version {readonly state: RecordState; readonly data: JsonObject}

/** One of its events. */
export interface Episode {
  readonly seq: number
  readonly commit: number
  readonly cause: string | null
  /** It is to be taken back. */
  readonly isAsked: boolean
  readonly before: Version | undefined
  /** Undefined: it was taken away. */
  readonly after: Version | undefined
}

/** Oldest first, without gaps; the first is asked. */
export type Story = readonly [Episode, ...(readonly Episode[])]

const prefix = 'take-back:'

/** The cause of what takes a commit (by its number) or all that has one cause back. */
export const takeBackOf = (what: number | string): string => `${prefix}${what}`

/** Whether `later` was made to take `earlier` back. */
export function tookBack(later: Episode, earlier: Episode): boolean {
  if (later.cause === null || !later.cause.startsWith(prefix)) return false
  const what = later.cause.slice(prefix.length)
  return what === String(earlier.commit) || what === earlier.cause
}
