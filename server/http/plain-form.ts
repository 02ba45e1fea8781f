/** Forms that need no script: what came, and where to go then. */
import type {Response} from 'express'

/** 303: the browser asks for the next page with GET, and a reload does not send the form again. */
export function goTo(response: Response, path: string): void {
  response.statusCode = 303
  response.setHeader('Location', path)
  response.end()
}

/** Fields by their names; what is no text is left out. */
export function formOf(body: unknown): {readonly [name: string]: string | undefined} {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
