/** Calls of the server's operations, with every failure as an `ApiProblem`. */
import type {Troubles} from '../../runtime/client.ts'
import {requestOf, type AnswerOf, type InputOf, type Json, type Operation} from '../../schemas/index.ts'
import {ApiProblem} from './problem.ts'

export type Ask = <O extends Operation>(operation: O, input: InputOf<O>, headers?: Readonly<Record<string, string>>) => Promise<AnswerOf<O>>

export interface RequestDeps {
  /** Whose page it is: nothing is done in the name of who signed in beside it. */
  readonly user: string
  /** Told whether it is still theirs. */
  readonly troubles: Pick<Troubles, 'signedOut' | 'another' | 'present'>
}

/** Sends the session's cookie; never follows an answer to another origin. */
export function createAsk({user, troubles}: RequestDeps): Ask {
  return async <O extends Operation>(operation: O, input: InputOf<O>, headers: Readonly<Record<string, string>> = {}): Promise<AnswerOf<O>> => {
    const {method, path, type, body} = requestOf(operation, input)
    let response: Response
    try {
      response = await fetch(path, {
        method,
        credentials: 'same-origin',
        headers: {accept: 'application/json, application/problem+json', ...(type !== undefined && {'content-type': type}), 'espalier-user': user, ...headers},
        ...(type !== undefined && {body: JSON.stringify(body)}),
      })
    } catch {
      throw new ApiProblem(0, {detail: 'The server could not be reached.'})
    }
    const answer = await read(response)
    if (response.ok) {
      troubles.present()
      return answer as AnswerOf<O>
    }
    const problem = new ApiProblem(response.status, isObject(answer) ? answer : {})
    if (problem.status === 401) troubles.signedOut()
    else if (problem.away) troubles.another()
    throw problem
  }
}

async function read(response: Response): Promise<Json | undefined> {
  const text = await response.text().catch(() => '')
  try {
    return text === '' ? undefined : JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
