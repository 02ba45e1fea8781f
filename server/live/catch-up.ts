/** What a client missed since the last event it saw. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {Access} from '../access/index.ts'
import type {Screens} from '../screens/index.ts'
import type {Store, StoreEvent} from '../store/store.ts'
import {groupChanges, recordMessage} from './record-messages.ts'
import type {Topic} from './topic.ts'

/** Further behind than this, everything is fetched anew. */
const maxMissed = 1_000

/** Messages in order of `seq`, for the events after `since` up to `until`. A page whose screen was released anew in between, a draft that changed, and records of which only some may be seen when one was purged, are to be fetched anew. `accessOf`: what the client's user may read. */
export async function catchUp(store: Store, screens: Pick<Screens, 'match'>, topics: ReadonlyMap<string, Topic>, since: number, until: number, accessOf: (schema: string) => Access | undefined): Promise<readonly LiveMessage[]> {
  if (since === until) return []
  // More than there is: the client saw another database.
  if (since > until || until - since > maxMissed) return [{type: 'resync', seq: until}]
  const missed = (await store.events(since, until - since)).filter(event => event.seq <= until)
  const schemas = new Set([...topics.values()].flatMap(topic => (topic.kind === 'records' ? [topic.schema] : [])))
  const firstRelease = missed.find(event => event.schema === 'release' && event.op === 'create')
  const hashesBefore = firstRelease && await screensBefore(store, firstRelease)

  const isOutdated: {readonly [K in Topic['kind']]: (topic: Topic & {readonly kind: K}) => boolean} = {
    screen({path}) {
      const now = screens.match(path)?.released
      return hashesBefore !== undefined && (now === undefined || hashesBefore[now.screen.id] !== now.hash)
    },
    releases: () => firstRelease !== undefined,
    draft: ({screenId}) => missed.some(event => touchesDraft(event, screenId)),
    // What stood in a purged record is known to nobody, and so neither whether it was among the rows that may be seen.
    records: ({schema}) => missed.some(event => event.schema === schema && event.op === 'purge') && accessOf(schema)?.rows !== undefined,
  }
  const anew = [...topics].filter(([, topic]) => isOutdated[topic.kind](topic as never)).map(([name]): LiveMessage => ({type: 'resync', topic: name, seq: until}))
  const changed: LiveMessage[] = []
  for (const group of groupChanges(missed.filter(event => schemas.has(event.schema)))) {
    const access = accessOf(group[0].schema)
    const [changes] = access?.rows === undefined ? [group] : groupChanges(await store.changesOf(group))
    const message = access && changes && recordMessage(changes, access)
    if (message) changed.push(message)
  }
  return [...changed, ...anew]
}

/** The map of the release that was live before this one. */
async function screensBefore(store: Store, {doc}: StoreEvent): Promise<Readonly<Record<string, string>>> {
  const before = doc === null ? null : (JSON.parse(doc) as {readonly before: string | null}).before
  const record = before === null ? undefined : await store.get('release', before)
  return record ? (JSON.parse(record.doc) as {readonly screens: Readonly<Record<string, string>>}).screens : {}
}

/** A node that is gone may have been of any draft. */
function touchesDraft({schema, id, doc}: StoreEvent, screenId: string): boolean {
  if (schema === 'ui_screen') return id === screenId
  return schema === 'ui_node' && (doc === null || (JSON.parse(doc) as {readonly screen_id: string}).screen_id === screenId)
}
