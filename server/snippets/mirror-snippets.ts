/** Keeps the `ui_snippet` records as the manifests in the code: the code is the truth, the records are there to be read. */
import {sameJson} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Snippet} from '../../snippets/index.ts'
import {systemActor} from '../actor.ts'
import type {Change, Commit} from '../commit/change.ts'
import type {Store, StoredRecord} from '../store/store.ts'
import {manifestOf} from './manifest-of.ts'

const maxSnippets = 1_000

/** Writes only what differs; a snippet that is gone from the code is archived. Answers how many records changed. */
export async function mirrorSnippets(store: Store, commit: Commit, snippets: ReadonlyMap<string, Snippet>): Promise<number> {
  const {items} = await store.page({schema: 'ui_snippet', state: 'all', limit: maxSnippets})
  const records = new Map(items.map(record => [dataOf(record)['name'] as string, record]))
  const back = [...snippets.keys()].map(name => records.get(name)).filter(record => record?.state === 'archived')
  // An archived record takes no other change, so those that return come first.
  const restored = await write(commit, back.map(record => ({op: 'restore', schema: 'ui_snippet', id: record!.id})))
  const changes = [...snippets].flatMap(([name, snippet]): readonly Change[] => {
    const data = JSON.parse(JSON.stringify(manifestOf(snippet))) as JsonObject
    const record = records.get(name)
    if (!record) return [{op: 'create', schema: 'ui_snippet', data}]
    return sameJson(dataOf(record), data) ? [] : [{op: 'replace', schema: 'ui_snippet', id: record.id, data}]
  })
  const gone = [...records].filter(([name, record]) => !snippets.has(name) && record.state === 'live')
  return restored + await write(commit, [...changes, ...gone.map(([, {id}]): Change => ({op: 'archive', schema: 'ui_snippet', id}))])
}

async function write(commit: Commit, changes: readonly Change[]): Promise<number> {
  if (changes.length > 0) await commit(systemActor, {changes})
  return changes.length
}

const dataOf = ({doc}: StoredRecord): JsonObject => JSON.parse(doc) as JsonObject
