/** Puts the parsed body on a request, once it is known what it may be. */
import type {Request, Response} from 'express'
import {reason} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import type {BodyRule} from './body-rule.ts'
import {decodeUtf8} from './decode-utf8.ts'
import {parseJson} from './parse-json.ts'
import {readBody} from './read-body.ts'

const rawKey = Symbol('raw')
interface WithRaw {[rawKey]?: {readonly type: string; readonly text: string}}

/** Whether there was one. Throws 413, 415 and 400. */
export async function takeBody(request: Request, response: Response, rule: BodyRule): Promise<boolean> {
  const read = await readBody(request, response, rule)
  if (!read) return false
  const isForm = read.type === 'application/x-www-form-urlencoded'
  const text = decodeUtf8(read.bytes)
  ;(request as object as WithRaw)[rawKey] = {type: read.type, text}
  request.body = isForm ? parseForm(text, rule) : parseJson(text, rule.maxValues)
  return true
}

/** The body as it came, for fingerprints, and its media type. */
export function rawBodyOf(request: object): {readonly type: string; readonly text: string} {
  return (request as WithRaw)[rawKey] ?? {type: '', text: ''}
}

/** The first value of each name; without a prototype, so that every name is only a name. */
function parseForm(text: string, {maxValues}: BodyRule): Record<string, string> {
  if (hasMoreThan(text, '&', maxValues - 1)) throw problem('too-large', {why: reason('form-of-many-fields', {most: maxValues})})
  const value = Object.create(null) as Record<string, string>
  for (const [name, field] of new URLSearchParams(text)) value[name] ??= field
  return value
}

function hasMoreThan(text: string, char: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) if (++count > most) return true
  return false
}
