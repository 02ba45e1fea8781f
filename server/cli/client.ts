/** Calls to the server over HTTP. */
import {requestOf, type AnswerOf, type InputOf, type Operation, type WireRolledBack} from '../../schemas/index.ts'
import {CliError} from './command.ts'

export interface Client {
  readonly url: URL
  readonly token: string
  ask<O extends Operation>(operation: O, input: InputOf<O>): Promise<AnswerOf<O>>
}

/** A problem document (RFC 9457), as far as it is shown. */
export interface ProblemDocument {
  readonly title?: string
  readonly status?: number
  readonly code?: string
  readonly detail?: string
  readonly errors?: readonly {readonly pointer: string; readonly message: string}[]
  /** With `rolled-back-patches`. */
  readonly rolledBack?: readonly WireRolledBack[]
}

/** The server said no. */
export class Refused extends CliError {
  readonly problem: ProblemDocument
  constructor(problem: ProblemDocument) {
    super(textOf(problem))
    this.problem = problem
  }
}

export function createClient(url: URL, token: string): Client {
  return {
    url, token,
    ask: (operation, input) => call(url, operation, input, token),
  }
}

/** Throws `Refused` for every answer that is no success, `CliError` when there is none. */
export async function call<O extends Operation>(url: URL, operation: O, input: InputOf<O>, token?: string): Promise<AnswerOf<O>> {
  const {method, path, type, body} = requestOf(operation, input)
  const response = await fetch(new URL(path, url), {
    method,
    headers: {accept: 'application/json', 'espalier-via': 'cli', ...(token !== undefined && {authorization: `Bearer ${token}`}), ...(type !== undefined && {'content-type': type})},
    ...(type !== undefined && {body: JSON.stringify(body)}),
    redirect: 'error',
  }).catch((cause: unknown) => {
    throw new CliError(`no answer from ${url.origin}: is the server running there? (${reasonOf(cause)})`)
  })
  const text = await response.text()
  const answer = parsed(text)
  if (!response.ok) throw new Refused((answer as ProblemDocument | undefined) ?? {status: response.status, title: response.statusText, detail: text.slice(0, 200)})
  if (answer === undefined && text !== '') throw new CliError(`${method} ${path}: expected JSON from ${url.origin}, got something else: is this an Espalier server?`)
  return answer as AnswerOf<O>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return inner instanceof Error ? inner.message || inner.name : String(inner)
}

function textOf({title, status, code, detail, errors = []}: ProblemDocument): string {
  const head = detail ?? title ?? 'refused'
  const all = errors.filter(error => !head.includes(error.message)).map(({pointer, message}) => `\n  ${pointer === '' ? '' : `${pointer}: `}${message}`).join('')
  return `${head} (${[status, code].filter(Boolean).join(' ')})${all}${status === 401 ? '\n  Sign in: espalier login' : ''}`
}
