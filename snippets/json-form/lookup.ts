/** Finds records to link to, by their titles, through the records API. */
import {type RecordSchema, titleOrder, titleProperties, type WireRecord} from '../../schemas/index.ts'
import {bestFirst} from './best-first.ts'

export interface Candidate {readonly id: string; readonly title: string}

export interface Lookup {
  /** At most eight, the best first. Throws when the server does not answer, or says no. */
  find(schema: string, words: string, signal: AbortSignal): Promise<readonly Candidate[]>
  /** Those whose whole name it is, in whatever case. Throws as `find` does. */
  called(schema: string, name: string): Promise<readonly Candidate[]>
}

interface Titles {readonly names: readonly string[]; readonly order: readonly string[]}

const most = 8
/** Among how many that are found by its words a name is looked for: they may stand in any property, and come in the order of the records. Of more, the search knows the best. */
const mostFound = 100

/** Schemas are asked for once in the life of the lookup. */
export function createLookup(): Lookup {
  const titles = new Map<string, Promise<Titles>>()

  const titlesOf = (schema: string): Promise<Titles> => {
    const known = titles.get(schema)
    if (known) return known
    const asked = getJson<RecordSchema>(`/api/v1/schemas/${encodeURIComponent(schema)}`).then(doc => ({names: titleProperties(doc), order: titleOrder(doc)}))
    titles.set(schema, asked)
    asked.catch(() => titles.delete(schema))
    return asked
  }

  const ask = async (schema: string, words: string, limit: number, signal?: AbortSignal): Promise<readonly Candidate[]> => {
    const {names, order} = await titlesOf(schema)
    const query = new URLSearchParams({limit: String(limit), ...(words ? {q: words} : order.length > 0 ? {sort: order.join(',')} : {})})
    const {items} = await getJson<{readonly items: readonly WireRecord[]}>(`/api/v1/records/${encodeURIComponent(schema)}?${query}`, signal)
    return items.map(({id, data}) => ({id, title: names.map(name => data[name] ?? '').join(' ').trim() || id}))
  }

  const among = async (schema: string, words: string, signal?: AbortSignal): Promise<readonly Candidate[]> => {
    const found = await ask(schema, words, mostFound, signal)
    if (found.length < mostFound) return found
    const query = new URLSearchParams({q: words, schemas: schema, limit: String(mostFound)})
    const best = await getJson<{readonly items: readonly Candidate[]}>(`/api/v1/search?${query}`, signal)
    const ids = new Set(best.items.map(({id}) => id))
    return [...best.items.map(({id, title}) => ({id, title: title || id})), ...found.filter(({id}) => !ids.has(id))]
  }

  return {
    async find(schema, words, signal) {
      if (!words) return ask(schema, words, most, signal)
      return bestFirst(await among(schema, words, signal), words).slice(0, most)
    },
    async called(schema, name) {
      const found = await among(schema, name)
      const exact = found.filter(({title}) => title === name)
      return exact.length > 0 ? exact : found.filter(({title}) => plain(title) === plain(name))
    },
  }
}

const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {headers: {accept: 'application/json'}, credentials: 'same-origin', signal: signal ?? null})
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`)
  return await response.json() as T
}
