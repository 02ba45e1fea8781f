/** A refusal of the server, as problem+json says it; or no answer at all. */

/** What the server says of it is for programs. */
const ended = 'Your session has ended, and nothing was done. Sign in again, then try once more.'

export class ApiProblem extends Error {
  /** 0: no answer came. */
  readonly status: number
  readonly code: string
  readonly errors: readonly {readonly pointer: string; readonly message: string}[]
  /** The whole problem document. */
  readonly document: Readonly<Record<string, unknown>>

  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    super(status === 401 ? ended : text(document.detail) ?? text(document.title) ?? (status === 0 ? 'The server could not be reached.' : `The server answered ${status}.`))
    this.status = status
    this.code = text(document.code) ?? ''
    this.errors = Array.isArray(document.errors) ? document.errors as ApiProblem['errors'] : []
    this.document = document
  }

  /** Nobody is signed in, or another than the one whose page it is: it can be done once they are back. */
  get away(): boolean {
    return this.status === 401 || this.code === 'another-person'
  }

  /** Trying again later may help: no answer, too busy, or broken for the moment. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500
  }
}

/** Whether what was thrown says that the one whose page it is is away: that is told by itself. */
export const isAway = (error: unknown): boolean => error instanceof ApiProblem && error.away

/** What to tell a person about anything that was thrown. */
export const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error)

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined
