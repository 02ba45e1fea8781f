/** Full-text search over all that one may read. */
import type {Request, Response} from 'express'
import type {Reader} from '../read/index.ts'
import type {SearchHit} from '../store/index.ts'
import type {RouteTable} from './add-routes.ts'
import {invalidParameter, listOf, queryOf, wholeNumber} from './query.ts'
import {actorOf} from './request-session.ts'
import {sendJson} from './send-json.ts'

export function searchRoute({reader}: {readonly reader: Reader}): RouteTable {
  return {
    '/api/v1/search': {get: search},
  }

  async function search(request: Request, response: Response): Promise<void> {
    const query = queryOf(request, ['q', 'limit', 'schemas'])
    if (!query.q?.trim()) throw invalidParameter('q', 'is needed: the words to look for')
    const limit = wholeNumber('limit', query.limit, 1, 100) ?? 20
    const hits = await reader.search(actorOf(request), query.q, limit, listOf(query.schemas))
    sendJson(response, 200, {items: hits.map(toWire)})
  }
}

/** The marks around what matched become positions, so that nobody has to make HTML of them. */
function toWire({schema, id, title, snippet}: SearchHit) {
  const matches: [number, number][] = []
  let text = ''
  for (const part of snippet.split(/(?=[\uE000\uE001])/)) {
    if (part.startsWith('\uE000')) matches.push([text.length, text.length])
    if (part.startsWith('\uE001') && matches.length > 0) matches.at(-1)![1] = text.length
    text += part.replace(/^[\uE000\uE001]/, '')
  }
  return {schema, id, title, text, matches}
}
