/** Reads the idempotency key of a request. */
import {createHash} from 'node:crypto'
import type {Request} from 'express'
import {reason, refusal} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {rawBodyOf} from './take-body.ts'

/** The key, and what it was used for: the same key with anything else differing is refused. */
export function idempotencyOf(request: Pick<Request, 'method' | 'path' | 'headers'>): {readonly idempotency?: {readonly key: string; readonly fingerprint: string}} {
  const key = request.headers['idempotency-key']
  if (key === undefined) return {}
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw problem('invalid-header', {why: reason('header-without-key')}, {errors: [refusal('no-key', '')]})
  }
  const {type, text} = rawBodyOf(request)
  const fingerprint = createHash('sha256').update(JSON.stringify([request.method, request.path, type, request.headers['if-match'] ?? '', request.headers['if-none-match'] ?? ''])).update(text).digest('base64url')
  return {idempotency: {key, fingerprint}}
}
