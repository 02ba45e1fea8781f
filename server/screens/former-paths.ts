/** The paths that screens gave up: addresses that people kept lead on from there to where the screen is now, until another screen takes the path. */
import type {Screen} from '../../ast/index.ts'
import type {Store} from '../store/store.ts'
import {releaseOf} from './release-info.ts'
import {pathShape} from './screen-path.ts'
import type {Trees} from './trees.ts'

/** Path -> id of the screen that had it last. No two are of one shape, and none is of the shape of a released screen's. */
export type FormerPaths = Readonly<Record<string, string>>

const searched = 200

/** `earlier`: those at the release of `before`; `after`: the screens of the next one. */
export function formerPaths(earlier: FormerPaths, before: Iterable<Screen>, after: Iterable<Screen>): FormerPaths {
  const byShape = new Map(Object.entries(earlier).map(([path, id]) => [pathShape(path), [path, id] as const]))
  for (const {path, id} of before) byShape.set(pathShape(path), [path, id])
  for (const {path} of after) byShape.delete(pathShape(path))
  return Object.fromEntries(byShape.values())
}

/** As a release's record holds them. Undefined: it was stored when releases did not hold them yet. */
export const formerPathsOf = (doc: string): FormerPaths | undefined => (JSON.parse(doc) as {readonly former?: FormerPaths}).former

/** For a release that does not hold them: what the last 200 releases say. */
export async function readFormerPaths(store: Store, trees: Trees): Promise<FormerPaths> {
  const {items} = await store.page({schema: 'release', sort: [{field: 'number', descending: true}], limit: searched})
  let former: FormerPaths = {}
  let before: readonly Screen[] = []
  for (const item of items.toReversed()) {
    const found = await Promise.all(Object.values(releaseOf(item, undefined).screens).map(hash => trees.find(hash)))
    const after = found.flatMap(one => one?.screen ?? [])
    former = formerPaths(former, before, after)
    before = after
  }
  return former
}
