/** Full-text search over all that one may read. */
import {searchOperations} from '../../schemas/index.ts'
import type {Reader} from '../read/index.ts'
import type {SearchHit} from '../store/index.ts'
import {routesOf, type Route} from './operation.ts'
import {sendJson} from './send-json.ts'

export function searchRoute({reader}: {readonly reader: Reader}): readonly Route[] {
  return routesOf(searchOperations, {
    async search({actor, query: {q, limit, schemas}, response}) {
      const hits = await reader.search(actor, q, limit, schemas)
      sendJson(response, 200, {items: hits.map(toWire)})
    },
  })
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
