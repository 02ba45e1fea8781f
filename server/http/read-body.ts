/** Reads the body of a request as its rule allows: of a type that is expected, bounded in bytes and in pieces, and never more than once. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Readable} from 'node:stream'
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib'
import {reason, refusalOf, type Reason} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {BodyRule} from './body-rule.ts'
import {discardRest} from './discard-rest.ts'

export interface ReadBody {
  /** The media type without parameters, in lower case. */
  readonly type: string
  readonly bytes: Buffer
}

/** Each piece costs a turn of the parser. A network gives pieces of 500 bytes and more; a few may be smaller. */
const pieces = {few: 200, bytes: 500}

/** Undefined when there is no body. Throws 413, 415 and 400, each naming what was expected, where it can before a byte of it is read. */
export async function readBody(request: IncomingMessage, response: ServerResponse, rule: BodyRule): Promise<ReadBody | undefined> {
  const {headers} = request
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] === undefined || headers['content-length'] === '0')) return undefined
  const type = mediaType(headers['content-type'])
  if (!rule.types.includes(type)) throw unsupported(reason('other-content-type', {expected: rule.types, got: headers['content-type'] === undefined ? undefined : JSON.stringify(type.slice(0, 80))}))
  const inflate = inflaterOf(request, rule)
  if (Number(headers['content-length']) > rule.maxBytes) throw tooLarge(rule)
  if (headers.expect !== undefined) response.writeContinue()
  return {type, bytes: await readBytes(request, inflate, rule)}
}

function readBytes(request: IncomingMessage, inflate: ReturnType<typeof inflaterOf>, rule: BodyRule): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const source: Readable = inflate ? request.pipe(inflate) : request
    const mostPieces = pieces.few + rule.maxBytes / pieces.bytes
    const chunks: Buffer[] = []
    let size = 0
    const fail = (error: Error) => {
      discardRest(request)
      request.unpipe()
      source.removeAllListeners('data')
      inflate?.destroy()
      reject(error)
    }
    source.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > rule.maxBytes) fail(tooLarge(rule))
      else if (chunks.push(chunk) > mostPieces) fail(problem('too-large', {why: reason('body-in-pieces', {most: Math.floor(mostPieces)})}))
    })
    source.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)))
    inflate?.once('error', cause => fail(problem('malformed-encoding', {encoding: request.headers['content-encoding']!.slice(0, 40)}, {cause})))
    request.once('error', fail)
    request.once('aborted', () => fail(problem('aborted', {})))
  })
}

function inflaterOf({headers}: IncomingMessage, {compressed}: BodyRule) {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (encoding === undefined || encoding === '' || encoding === 'identity') return undefined
  if (!compressed) throw unsupported(reason('no-encoding-here', {got: JSON.stringify(encoding.slice(0, 40))}))
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  throw unsupported(reason('other-encoding', {known: ['gzip', 'deflate', 'br'], got: JSON.stringify(encoding.slice(0, 40))}))
}

function mediaType(header: string | undefined): string {
  if (header === undefined) return ''
  const [type = '', ...parameters] = header.split(';')
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.trim().toLowerCase().split('=')
    if (name === 'charset' && value.replaceAll('"', '') !== 'utf-8') throw unsupported(reason('other-charset', {got: JSON.stringify(value.slice(0, 40))}))
  }
  return type.trim().toLowerCase()
}

const unsupported = (why: Reason): Problem => problem('unsupported-media-type', {}, {errors: [refusalOf('', why)]})

const tooLarge = ({maxBytes, compressed}: BodyRule): Problem => problem('too-large', {why: reason('body-too-large', {most: maxBytes, inflated: compressed === true})})
