/** `TakeBack`: the door for undoing what a commit did, or all commits with one cause. */
import type {TakeBackAnswer} from '../../../schemas/index.ts'
import type {Actor} from '../../actor.ts'
import type {CommitRequest} from '../change.ts'

export interface TakeBackRequest extends Pick<CommitRequest, 'idempotency'> {
  /** The number of a commit, or a cause. */
  readonly what: number | string
  /** Decides, and writes nothing. */
  readonly dryRun: boolean
  /** What cannot be taken back is left; else it keeps all of it from being done. */
  readonly rest: boolean
}

export interface TookBack {readonly replayed: boolean; readonly answer: TakeBackAnswer}

/**
 * Each change passes the rights and checks of the same change by hand, and all are one commit. Throws of the error family: NotFound where nothing of it may be known, `not-all-taken-back` where something stays
 * and `rest` is not asked for, with what stays in `left`.
 */
export type TakeBack = (actor: Actor, request: TakeBackRequest) => Promise<TookBack>
