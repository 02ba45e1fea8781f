/** The hot patches that a later rollback went behind, read from the releases. */
import type {Filter} from '../../ast/index.ts'
import type {PageQuery, Store, StoredRecord} from '../store/store.ts'
import type {Turn} from '../turn.ts'
import {releaseOf} from './release-info.ts'
import type {ReleaseInfo} from './screens.ts'

/** A hot patch and the one screen that it changed: `from` and `to` are hashes of its trees. */
export interface TakenBack {
  readonly release: ReleaseInfo['id']
  readonly number: number
  readonly note: string
  readonly screen: string
  readonly from: string
  readonly to: string
}

/** Of these screens, newest first. One look into an index where nothing was ever rolled back. */
export async function takenBackOn(store: Store, screenIds: readonly string[], turn: Turn): Promise<readonly TakenBack[]> {
  const found: TakenBack[] = []
  for (const {after, before} of await takenBackRanges(store, turn)) {
    const within: Filter = {op: 'and', args: [
      ofKind('hotpatch'), {op: 'gt', field: 'number', value: after}, {op: 'lt', field: 'number', value: before},
    ]}
    for await (const patches of releasePages(store, within, turn)) {
      const earlier = await releasesById(store, patches.flatMap(patch => patch.before ?? []), turn)
      for (const {id, number, note, screens, before: previous} of patches) {
        const old = earlier.get(previous ?? '')?.screens ?? {}
        const screen = screenIds.find(one => old[one] !== undefined && screens[one] !== undefined && old[one] !== screens[one])
        if (screen !== undefined) found.push({release: id, number, note, screen, from: old[screen]!, to: screens[screen]!})
      }
    }
  }
  return found
}

/** Numbers of releases; both ends are not in it. */
interface Range {readonly after: number; readonly before: number}

/** Newest first; none overlaps another. */
async function takenBackRanges(store: Store, turn: Turn): Promise<readonly Range[]> {
  const ranges: Range[] = []
  for await (const rollbacks of releasePages(store, ofKind('rollback'), turn)) {
    const targets = await releasesById(store, rollbacks.flatMap(({of}) => of ?? []), turn)
    for (const {number, of} of rollbacks) {
      const target = targets.get(of ?? '')
      if (target) ranges.push({after: target.number, before: number})
    }
  }
  return ranges.reduce<readonly Range[]>((joined, range) => {
    const last = joined.at(-1)
    if (!last || range.before <= last.after + 1) return [...joined, range]
    return [...joined.slice(0, -1), {after: Math.min(last.after, range.after), before: last.before}]
  }, [])
}

const ofKind = (value: ReleaseInfo['kind']): Filter => ({op: 'eq', field: 'kind', value})

const perPage = 50

/** Newest first. */
async function* releasePages(store: Store, filter: Filter, turn: Turn): AsyncGenerator<readonly ReleaseInfo[]> {
  const query: PageQuery = {schema: 'release', filter, sort: [{field: 'number', descending: true}], limit: perPage}
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await store.page({...query, ...(cursor !== undefined && {cursor})})
    yield await parsed(page.items, turn)
    cursor = page.next
  }
}

async function releasesById(store: Store, ids: readonly string[], turn: Turn): Promise<ReadonlyMap<string, ReleaseInfo>> {
  const releases = await parsed(await store.getMany('release', [...new Set(ids)]), turn)
  return new Map(releases.map(release => [release.id, release]))
}

async function parsed(records: readonly StoredRecord[], turn: Turn): Promise<readonly ReleaseInfo[]> {
  const releases: ReleaseInfo[] = []
  for (const record of records) {
    while (turn.isOver()) await turn.next()
    releases.push(releaseOf(record, undefined))
  }
  return releases
}
