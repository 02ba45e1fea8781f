/** The one error family for someone else's mistake; the problem handler turns it into RFC 9457 problem+json or a page. */
import {bounded, sayDetail, sayTitle, type DetailParams, type Params, type ProblemCode, type Refusal} from '../schemas/index.ts'
import {problemStatus} from './problem-status.ts'

/** What stands beside a problem's code and params. `more`: extra members of the problem document. */
export interface Beside {readonly errors?: readonly Refusal[]; readonly cause?: unknown; readonly more?: Readonly<Record<string, unknown>>}

export interface ProblemInit extends Beside {readonly detail: string; readonly params: Params}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  /** What the detail is made of, with the errors: `sayDetail`. */
  readonly params: Params
  readonly errors: readonly Refusal[]
  readonly more: Readonly<Record<string, unknown>>
  /** Says what is given; `problem` says it by its code. */
  constructor(status: number, code: string, title: string, {detail, params, errors = [], cause, more = {}}: ProblemInit) {
    // Where our code noticed somebody's mistake tells nobody anything, and is what a refusal costs most.
    const {stackTraceLimit} = Error
    Error.stackTraceLimit = 0
    super(detail, {cause})
    Error.stackTraceLimit = stackTraceLimit
    this.status = status
    this.code = code
    this.title = title
    this.params = params
    this.errors = errors
    this.more = more
  }
}

export class NotFound extends Problem {constructor(init: ProblemInit, code = 'not-found') {super(404, code, 'Not found', init)}}
export class Conflict extends Problem {constructor(init: ProblemInit, code = 'conflict', title = 'Conflict') {super(409, code, title, init)}}
export class Stale extends Problem {constructor(init: ProblemInit) {super(412, 'stale-revision', 'Changed by someone else', init)}}
/** The disk, or what stands on it: `storage-full` (507), `storage-failed` or `storage-damaged` (503). */
export class StorageFailed extends Problem {}
export type StorageTrouble = 'storage-full' | 'storage-failed' | 'storage-damaged'

/** By status, where callers tell them apart. */
const made: {readonly [status: number]: (init: ProblemInit, code: string, title: string) => Problem} = {
  404: (init, code) => new NotFound(init, code),
  409: (init, code, title) => new Conflict(init, code, title),
  412: init => new Stale(init),
}

/**
 * Status, title and detail come from the code, its params and the errors: `throw problem('unknown-schema', {name, near})`. A 404 is a
 * `NotFound`, a 409 a `Conflict`, a 412 a `Stale`, trouble with the storage `StorageFailed`. Params go over the wire: they are bounded here.
 */
export function problem<C extends ProblemCode>(code: C, params: DetailParams<C>, {errors = [], cause, more = {}}: Beside = {}): Problem {
  const status = problemStatus[code]
  const title = sayTitle(code, status)
  const init = {errors, cause, more, params: bounded(params as object), detail: sayDetail(code, params as Params, errors)}
  if (code.startsWith('storage-')) return new StorageFailed(status, code, title, init)
  return made[status]?.(init, code, title) ?? new Problem(status, code, title, init)
}

/** A problem of the parts of another: with other errors, of one of several changes, or kept as JSON for a while. */
export const remade = ({status, code, title, message, params, errors = [], more = {}, cause}: ProblemParts): Problem =>
  new Problem(status, code, title, {detail: message, params, errors, more, cause})

type ProblemParts = Pick<Problem, 'status' | 'code' | 'title' | 'message'> & Omit<ProblemInit, 'detail'>

/** What keeps a program from starting, in one line for whoever starts it. Everything else that is thrown then is a mistake of ours, and is shown with its stack. */
export class CannotStart extends Error {}
