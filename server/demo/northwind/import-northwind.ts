/** Brings Northwind into a running Espalier as any client would: schemas, 3,308 records with their links, four screens built by steps, one release. HTTP only. */
import type {Json} from '../../../schemas/index.ts'
import {northwindScreens} from './northwind-screens.ts'
import {northwindTables} from './northwind-tables.ts'
import {readNorthwind, type NorthwindRow} from './read-northwind.ts'

export interface ImportAsk {
  readonly folder: string
  /** `http://localhost:3000` */
  readonly url: string
  readonly token: string
  readonly onProgress?: (line: string) => void
}

/** How many requests are under way at once: writes that arrive together share one fsync. */
const width = 32

/** Answers the ids that the records got, by schema and the file's key. Throws with the problem's words at the first refusal. */
export async function importNorthwind({folder, url, token, onProgress}: ImportAsk): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const call = async (method: string, path: string, body: unknown): Promise<{readonly [member: string]: Json}> => {
    const response = await fetch(new URL(path, url), {method, headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}, body: JSON.stringify(body)})
    const answer = await response.json() as {readonly [member: string]: Json}
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${String(answer['detail'])} ${JSON.stringify(answer['errors'] ?? [])}`)
    return answer
  }
  for (const table of northwindTables) await call('PUT', `/api/v1/schemas/${table.schema}`, table.doc)
  onProgress?.(`${northwindTables.length} schemas`)
  const ids = new Map<string, Map<string, string>>()
  for (const table of northwindTables) {
    const mine = new Map<string, string>()
    ids.set(table.schema, mine)
    const write = async ({key, data}: NorthwindRow): Promise<void> => {
      const linked = Object.fromEntries(Object.entries(data).map(([property, value]) => {
        const target = table.links[property]
        return [property, target ? found(ids.get(target)?.get(String(value)), `${table.file}, row ${key}: ${property} ${String(value)} is in no row of ${target}`) : value]
      }))
      const record = await call('POST', `/api/v1/records/${table.schema}`, linked)
      if (key) mine.set(key, String(record['id']))
    }
    const rows = await readNorthwind(folder, table)
    for (const wave of wavesOf(rows, Object.entries(table.links).find(([, target]) => target === table.schema)?.[0])) await inParallel(wave, write)
    onProgress?.(`${table.schema}: ${rows.length}`)
  }
  for (const {screen, nodes} of northwindScreens) {
    const made = await call('POST', '/api/v1/records/ui_screen', screen)
    const draft = await fetch(new URL(`/api/v1/screens/${String(made['id'])}?at=draft`, url), {headers: {authorization: `Bearer ${token}`}}).then(response => response.json()) as {readonly hash: string; readonly nodes: readonly {readonly id: string; readonly snippet: string}[]}
    const parent = draft.nodes.find(node => node.snippet === 'stack') ?? draft.nodes[0]!
    await call('POST', `/api/v1/screens/${String(made['id'])}/steps`, {base: draft.hash, steps: [...nodes(String(made['id']), parent.id)]})
  }
  await call('POST', '/api/v1/releases', {note: 'Northwind'})
  onProgress?.(`${northwindScreens.length} screens published`)
  return ids
}

/** Rows that refer to rows of their own file stand in a later wave than those. */
function wavesOf(rows: readonly NorthwindRow[], property: string | undefined): readonly (readonly NorthwindRow[])[] {
  if (property === undefined) return [rows]
  const waves: NorthwindRow[][] = []
  const done = new Set<string>()
  for (let left = [...rows]; left.length > 0;) {
    const ready = left.filter(row => row.data[property] === undefined || done.has(String(row.data[property])))
    if (ready.length === 0) throw new Error(`${left.length} rows refer to each other in a circle by ${property}`)
    waves.push(ready)
    for (const row of ready) done.add(row.key)
    left = left.filter(row => !ready.includes(row))
  }
  return waves
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let at = 0
  await Promise.all(Array.from({length: Math.min(width, items.length)}, async () => {
    while (at < items.length) await work(items[at++]!)
  }))
}

function found<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Error(message)
  return value
}
