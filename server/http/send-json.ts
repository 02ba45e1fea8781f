/** Sends JSON without what Express does on the way: no body hash, no content negotiation. */
import type {ServerResponse} from 'node:http'

/** `body` is a value, or text that is JSON already. */
export function sendJson(response: ServerResponse, status: number, body: string | object, headers?: Readonly<Record<string, string>>): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  if (headers) for (const name in headers) response.setHeader(name, headers[name]!)
  send(response, status, text, Buffer.byteLength(text), 'utf8')
}

/** `json` is a binary string: one character for each byte of UTF-8. */
export function sendJsonBytes(response: ServerResponse, status: number, json: string): void {
  send(response, status, json, json.length, 'latin1')
}

function send(response: ServerResponse, status: number, text: string, length: number, encoding: BufferEncoding): void {
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Content-Length', length)
  response.statusCode = status
  response.end(text, encoding)
}

export function sendNothing(response: ServerResponse, headers?: Readonly<Record<string, string>>): void {
  if (headers) for (const name in headers) response.setHeader(name, headers[name]!)
  response.statusCode = 204
  response.end()
}
