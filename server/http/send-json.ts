/** Sends JSON without what Express does on the way: no body hash, no content negotiation. */
import type {ServerResponse} from 'node:http'

/** `body` is a value, or what is JSON already: text, or its bytes. */
export function sendJson(response: ServerResponse, status: number, body: string | Buffer | object, headers?: Readonly<Record<string, string>>): void {
  const made = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  if (headers) for (const name in headers) response.setHeader(name, headers[name]!)
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Content-Length', Buffer.byteLength(made))
  response.statusCode = status
  response.end(made)
}

export function sendNothing(response: ServerResponse, headers?: Readonly<Record<string, string>>): void {
  if (headers) for (const name in headers) response.setHeader(name, headers[name]!)
  response.statusCode = 204
  response.end()
}
