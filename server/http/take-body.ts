/** Puts the parsed body on a request, once it is known what it may be. */
import type {Request, Response} from 'express'
import {Problem} from '../errors.ts'
import type {BodyRule} from './body-rule.ts'
import {decodeUtf8} from './decode-utf8.ts'
import {parseJson} from './parse-json.ts'
import {readBody, type ReadBody} from './read-body.ts'

const rawKey = Symbol('raw')
interface WithRaw {[rawKey]?: {readonly type: string; readonly text: string}}

/** Whether there was one. Throws 413, 415 and 400. */
export async function takeBody(request: Request, response: Response, rule: BodyRule): Promise<boolean> {
  const read = await readBody(request, response, rule)
  if (!read) return false
  const isForm = read.type === 'application/x-www-form-urlencoded'
  const {text, value} = isForm ? parseForm(read, rule) : parseJson(read.bytes, rule.maxValues)
  ;(request as object as WithRaw)[rawKey] = {type: read.type, text}
  request.body = value
  return true
}

/** The body as it came, for fingerprints, and its media type. */
export function rawBodyOf(request: object): {readonly type: string; readonly text: string} {
  return (request as WithRaw)[rawKey] ?? {type: '', text: ''}
}

/** The first value of each name; without a prototype, so that every name is only a name. */
function parseForm({bytes}: ReadBody, {maxValues}: BodyRule): {readonly text: string; readonly value: Record<string, string>} {
  if (countOf(bytes, 0x26) >= maxValues) throw new Problem(413, 'too-large', 'Too large', {detail: `The form holds more than ${maxValues} fields. Send less at once.`})
  const text = decodeUtf8(bytes)
  const value = Object.create(null) as Record<string, string>
  for (const [name, field] of new URLSearchParams(text)) value[name] ??= field
  return {text, value}
}

function countOf(bytes: Uint8Array, byte: number): number {
  let count = 0
  for (const one of bytes) if (one === byte) count++
  return count
}
