/** Reads the idempotency key of a request. */
import {createHash} from 'node:crypto'
import type {Request} from 'express'
import {InvalidInput} from '../errors.ts'
import {rawBodyOf} from './take-body.ts'

/** The key, and what it was used for: the same key with anything else differing is refused. */
export function idempotencyOf(request: Pick<Request, 'method' | 'path' | 'headers'>): {readonly idempotency?: {readonly key: string; readonly fingerprint: string}} {
  const key = request.headers['idempotency-key']
  if (key === undefined) return {}
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new InvalidInput({detail: 'Idempotency-Key: expected 1 to 200 printable characters without spaces, such as a UUID.', errors: [{pointer: '', message: 'Idempotency-Key cannot be used'}]}, 'invalid-header')
  }
  const {type, text} = rawBodyOf(request)
  const fingerprint = createHash('sha256').update(JSON.stringify([request.method, request.path, type, request.headers['if-match'] ?? '', request.headers['if-none-match'] ?? ''])).update(text).digest('base64url')
  return {idempotency: {key, fingerprint}}
}
