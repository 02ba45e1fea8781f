/** Reads the body of a request: bounded after inflation, of the type its route expects, and never more than once. */
import type {IncomingMessage} from 'node:http'
import type {Readable} from 'node:stream'
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib'
import {findHostileKey, findInexactNumber, hostileKeys, inexactNumberMessage} from '../../schemas/index.ts'
import {InvalidInput, Problem} from '../errors.ts'
import {findJsonError} from './find-json-error.ts'

export const maxBodyBytes = 1024 * 1024
const maxDepth = 64
/** Values in one body, at all depths: walking more than these takes longer than a request may. */
const maxValues = 100_000

export interface ReadBody {
  /** The media type without parameters, in lower case. */
  readonly type: string
  readonly text: string
}

/** Undefined when there is no body. Throws 413, 415 and 400, each naming what was expected. */
export async function readBody(request: IncomingMessage, types: readonly string[]): Promise<ReadBody | undefined> {
  const {headers} = request
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] === undefined || headers['content-length'] === '0')) return undefined
  const type = mediaType(headers['content-type'])
  if (!types.includes(type)) throw unsupported(`expected Content-Type ${types.join(' or ')}, got ${headers['content-type'] === undefined ? 'none' : JSON.stringify(type.slice(0, 80))}`)
  return {type, text: decode(await readBytes(request))}
}

/**
 * Throws InvalidInput with line and column where the text is no JSON, or where it is nested beyond reason, names a key that reaches a prototype, or holds a number that
 * would be another one when it is kept.
 */
export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const position = lineAndColumn(text, findJsonError(text))
    throw new InvalidInput({detail: `The body is not JSON: it goes wrong at ${position}.`, errors: [{pointer: '', message: `not JSON at ${position}`}], cause}, 'malformed-json')
  }
  if (typeof value === 'object' && value !== null) checkShape(value)
  refuseInexact(text)
  return value
}

/** Such a number is gone once it is parsed: only the text still tells. */
function refuseInexact(text: string): void {
  const found = findInexactNumber(text)
  if (!found) return
  const pointer = found.pointer.slice(0, 200)
  const message = inexactNumberMessage(found.text)
  throw new InvalidInput({detail: `The body holds a number that would be changed, at ${pointer === '' ? 'its top' : pointer}: ${message}.`, errors: [{pointer, message}]}, 'inexact-number')
}

function lineAndColumn(text: string, at: number): string {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', start)) {
    line++
    start = next + 1
  }
  return `line ${line}, column ${at - start + 1}`
}

/** Walks level by level, so that no depth can exhaust the stack here or further in. */
function checkShape(root: object): void {
  let level: object[] = [root]
  let values = 0
  let hostile: string | undefined
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) throw new InvalidInput({detail: `The body is nested deeper than ${maxDepth} levels.`, errors: [{pointer: '', message: `nested deeper than ${maxDepth} levels`}]}, 'too-deep')
    const next: object[] = []
    for (const value of level) {
      const isList = Array.isArray(value)
      const inside: readonly unknown[] = isList ? value : Object.values(value)
      values += inside.length
      if (values > maxValues) throw tooLarge(`The body holds more than ${maxValues} values. Send less at once.`)
      if (!isList) hostile ??= Object.keys(value).find(key => hostileKeys.has(key))
      for (const inner of inside) if (typeof inner === 'object' && inner !== null) next.push(inner)
    }
    level = next
  }
  if (hostile !== undefined) throw new InvalidInput({detail: `The key "${hostile}" cannot be used.`, errors: [{pointer: findHostileKey(root)!.slice(0, 200), message: 'this key cannot be used: leave it out'}]}, 'hostile-key')
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length']) > maxBodyBytes) return Promise.reject(tooLarge())
  const inflate = inflaterOf(request)
  return new Promise((resolve, reject) => {
    const source: Readable = inflate ? request.pipe(inflate) : request
    const chunks: Buffer[] = []
    let size = 0
    const fail = (error: Error) => {
      request.unpipe()
      source.removeAllListeners('data')
      inflate?.destroy()
      reject(error)
    }
    source.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBodyBytes) fail(tooLarge())
      else chunks.push(chunk)
    })
    source.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)))
    inflate?.once('error', cause => fail(new InvalidInput({detail: `The body is not valid ${request.headers['content-encoding']!}.`, cause}, 'malformed-encoding')))
    request.once('error', fail)
    request.once('aborted', () => fail(new InvalidInput({detail: 'The connection ended before the body did.'}, 'aborted')))
  })
}

function inflaterOf({headers}: IncomingMessage) {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding === undefined || encoding === '' || encoding === 'identity') return undefined
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  throw unsupported(`expected Content-Encoding gzip, deflate, br or none, got ${JSON.stringify(encoding.slice(0, 40))}`)
}

const utf8 = new TextDecoder('utf-8', {fatal: true})

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new InvalidInput({detail: 'The body is not valid UTF-8.', cause}, 'malformed-text')
  }
}

function mediaType(header: string | undefined): string {
  if (header === undefined) return ''
  const [type = '', ...parameters] = header.split(';')
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.trim().toLowerCase().split('=')
    if (name === 'charset' && value.replaceAll('"', '') !== 'utf-8') throw unsupported(`expected charset utf-8, got ${JSON.stringify(value.slice(0, 40))}`)
  }
  return type.trim().toLowerCase()
}

function unsupported(message: string): Problem {
  return new Problem(415, 'unsupported-media-type', 'Not a type that is read here', {detail: `The body cannot be read: ${message}.`, errors: [{pointer: '', message}]})
}

function tooLarge(detail = `The body is larger than ${maxBodyBytes} bytes (counted after decompression). Send less at once.`): Problem {
  return new Problem(413, 'too-large', 'Too large', {detail})
}
