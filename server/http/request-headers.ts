/** Reads the conditional and idempotency headers of a request. */
import {createHash} from 'node:crypto'
import type {Request} from 'express'
import {InvalidInput} from '../errors.ts'
import {rawBodyOf} from './take-body.ts'

/** A record's revision, or a schema's version, as an entity tag. */
export function tagOf(rev: number): string {
  return `"${rev}"`
}

/** `If-Match: "3"` as `{ifRev: 3}`; nothing for `*` (a record that is not there is 404 in any case) and where the header is absent. */
export function ifMatch({headers}: Pick<Request, 'headers'>): {readonly ifRev?: number} {
  const text = headers['if-match']?.trim()
  if (text === undefined || text === '*') return {}
  const [, rev] = /^"(\d{1,15})"$/.exec(text) ?? []
  if (rev === undefined) {
    throw new InvalidInput({detail: `If-Match: expected one revision in quotes, as ETag gave it ("3"), or *, got ${JSON.stringify(text.slice(0, 60))}.`, errors: [{pointer: '', message: 'If-Match is not one revision in quotes'}]}, 'invalid-header')
  }
  return {ifRev: Number(rev)}
}

/** Whether the client already holds what has this tag: weak comparison, as RFC 9110 wants it for reads. */
export function holdsAlready({headers}: Pick<Request, 'headers'>, tag: string): boolean {
  const text = headers['if-none-match']
  return text !== undefined && (text.trim() === '*' || text.split(',').some(one => one.trim().replace(/^W\//, '') === tag))
}

/** The key, and what it was used for: the same key with anything else differing is refused. */
export function idempotencyOf(request: Pick<Request, 'method' | 'path' | 'headers'>): {readonly idempotency?: {readonly key: string; readonly fingerprint: string}} {
  const key = request.headers['idempotency-key']
  if (key === undefined) return {}
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new InvalidInput({detail: 'Idempotency-Key: expected 1 to 200 printable characters without spaces, such as a UUID.', errors: [{pointer: '', message: 'Idempotency-Key cannot be used'}]}, 'invalid-header')
  }
  const {type, text} = rawBodyOf(request)
  const fingerprint = createHash('sha256').update(JSON.stringify([request.method, request.path, type, request.headers['if-match'] ?? ''])).update(text).digest('base64url')
  return {idempotency: {key, fingerprint}}
}
