/** `GET /assets/…`: the built files, and those of earlier builds that open pages name. Their names hold their hash, so browsers keep them for ever; each is read and compressed once. */
import type {NextFunction, Request, Response} from 'express'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {brotliCompress, constants, gzip} from 'node:zlib'
import {reason} from '../../schemas/index.ts'
import type {Assets} from '../assets/index.ts'
import {problem} from '../errors.ts'

type Encoding = 'br' | 'gzip' | 'identity'

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', map: 'application/json', json: 'application/json', svg: 'image/svg+xml',
  png: 'image/png', woff2: 'font/woff2', ttf: 'font/ttf',
}
const compressed = new Set(['js', 'css', 'map', 'json', 'svg', 'ttf'])
/** Folders without dots, and a name with a known ending: nothing that could lead out of the folder. */
const safePath = /^\/assets\/((?:[A-Za-z0-9_-]+\/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]*\.([a-z0-9]{2,5}))$/

export interface ServedAssets extends Pick<Assets, 'folder'> {
  /** The file of an earlier build. Undefined: none has it. */
  readonly findFormer?: ((path: string) => Promise<Buffer | undefined>) | undefined
}

export function serveAssets({folder, findFormer}: ServedAssets) {
  const files = new Map<string, Promise<Buffer>>()
  return (request: Request, response: Response, next: NextFunction): void | Promise<void> => {
    if (!request.url.startsWith('/assets/') || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    const [, name, ending] = safePath.exec(request.path) ?? []
    const type = ending === undefined ? undefined : types[ending]
    return name === undefined || ending === undefined || type === undefined ? next() : send(request, response, name, ending, type)
  }

  async function send(request: Request, response: Response, name: string, ending: string, type: string): Promise<void> {
    const encoding = compressed.has(ending) ? bestEncoding(request.headers['accept-encoding']) : 'identity'
    const key = `${encoding} ${name}`
    const file = files.get(key) ?? load(name).then(bytes => encode(bytes, encoding))
    files.set(key, file)
    let body: Buffer
    try {
      body = await file
    } catch (cause) {
      files.delete(key)
      throw problem('not-found', {why: reason('no-such-file', {path: request.path.slice(0, 200)})}, {cause})
    }
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Length', body.length)
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    response.setHeader('Vary', 'Accept-Encoding')
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
    response.end(body)
  }

  async function load(name: string): Promise<Buffer> {
    try {
      return await readFile(join(folder, name))
    } catch (error) {
      const former = await findFormer?.(name)
      if (!former) throw error
      return former
    }
  }
}

async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return promisify(brotliCompress)(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}})
  if (encoding === 'gzip') return promisify(gzip)(bytes, {level: 9})
  return bytes
}

function bestEncoding(accepted: string | undefined): Encoding {
  const refused = (name: string) => new RegExp(`${name}\\s*;\\s*q=0(?:\\.0*)?(?:,|$)`).test(accepted ?? '')
  if (accepted?.includes('br') && !refused('br')) return 'br'
  if (accepted?.includes('gzip') && !refused('gzip')) return 'gzip'
  return 'identity'
}
