/** The one error family for someone else's mistake; the problem handler turns it into RFC 9457 problem+json or a page. */

export interface FieldError {
  /** JSON Pointer into what was sent (`/data/email` for records' bodies is simply `/email`), or `?filter` for a query parameter. */
  readonly pointer: string
  readonly message: string
}

export interface ProblemInit {readonly detail: string; readonly errors?: readonly FieldError[]; readonly cause?: unknown; /** extra members of the problem document */ readonly more?: Readonly<Record<string, unknown>>}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: readonly FieldError[]
  readonly more: Readonly<Record<string, unknown>>
  constructor(status: number, code: string, title: string, {detail, errors = [], cause, more = {}}: ProblemInit) {
    // Where our code noticed somebody's mistake tells nobody anything, and is what a refusal costs most.
    const {stackTraceLimit} = Error
    Error.stackTraceLimit = 0
    super(detail, {cause})
    Error.stackTraceLimit = stackTraceLimit
    this.status = status
    this.code = code
    this.title = title
    this.errors = errors
    this.more = more
  }
}

export class InvalidInput extends Problem {constructor(init: ProblemInit, code = 'invalid-input', status = 400) {super(status, code, 'The request is not valid', init)}}
export class Unauthenticated extends Problem {constructor(init: ProblemInit, code = 'sign-in-needed') {super(401, code, 'Sign in first', init)}}
export class Forbidden extends Problem {constructor(init: ProblemInit, code = 'forbidden') {super(403, code, 'Not allowed', init)}}
export class NotFound extends Problem {constructor(init: ProblemInit, code = 'not-found') {super(404, code, 'Not found', init)}}
export class Conflict extends Problem {constructor(init: ProblemInit, code = 'conflict', title = 'Conflict') {super(409, code, title, init)}}
export class Stale extends Problem {constructor(init: ProblemInit) {super(412, 'stale-revision', 'Changed by someone else', init)}}
/** The disk, or what stands on it: `storage-full` (507), `storage-failed` or `storage-damaged` (503). */
export class StorageFailed extends Problem {}
export type StorageTrouble = 'storage-full' | 'storage-failed' | 'storage-damaged'

/** What keeps a program from starting, in one line for whoever starts it. Everything else that is thrown then is a mistake of ours, and is shown with its stack. */
export class CannotStart extends Error {}
