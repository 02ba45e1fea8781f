/** JSON over HTTP, with every failure as an `ApiProblem`. */
import type {Json} from '../../schemas/index.ts'
import {ApiProblem} from './problem.ts'

export interface Request {
  <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, ask?: {readonly body?: unknown; readonly type?: string; readonly headers?: Readonly<Record<string, string>>}): Promise<T>
}

/** `user`: whose page it is; nothing is done in the name of who signed in beside it. `fetcher`: the browser's own, or a test's. Sends the session's cookie; never follows an answer to another origin. */
export function createRequest(user: string, fetcher: typeof fetch = (...args) => fetch(...args)): Request {
  return async <T>(method: string, path: string, {body, type = 'application/json', headers = {}}: Parameters<Request>[2] = {}): Promise<T> => {
    let response: Response
    try {
      response = await fetcher(path, {
        method,
        credentials: 'same-origin',
        headers: {accept: 'application/json, application/problem+json', ...(body === undefined ? {} : {'content-type': type}), 'espalier-user': user, ...headers},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      })
    } catch {
      throw new ApiProblem(0, {detail: 'The server could not be reached.'})
    }
    const answer = await read(response)
    if (!response.ok) throw new ApiProblem(response.status, isObject(answer) ? answer : {})
    return answer as T
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
