/** `searchRecords`: full-text search over what may be seen. */
import type {Access} from '../access/index.ts'
import {visibleData} from '../commit/index.ts'
import type {SearchHit, Store} from '../store/index.ts'
import {seenQuery} from './seen-query.ts'

/** The best first, of all whose records may be seen as a whole; then those of the others, in the order of their making: rank and shown piece are made of all that stands in the index. */
export async function searchRecords(store: Store, accesses: readonly Access[], q: string, limit: number): Promise<readonly SearchHit[]> {
  const isOpen = ({rows, words}: Access): boolean => rows === undefined && words === undefined
  const open = accesses.filter(isOpen)
  const hits = open.length === 0 ? [] : await store.search(q, open.map(({name}) => name), limit)
  if (open.length === accesses.length) return hits
  const more: SearchHit[] = []
  for (const access of accesses) {
    const left = limit - hits.length - more.length
    if (isOpen(access) || left <= 0) continue
    const {items} = await store.page(seenQuery({schema: access.name, q, limit: left}, access))
    for (const {id, doc} of items) {
      const title = access.titleOf(id, visibleData(doc, access))
      more.push({schema: access.name, id, title, snippet: title})
    }
  }
  return [...hits, ...more]
}
