/** What pages are served from: the live release in memory, following the event log. */
import type {Store, StoreEvent} from '../store/store.ts'
import {type FormerPaths, formerPathsOf, readFormerPaths} from './former-paths.ts'
import {leadOn} from './lead-on.ts'
import {releaseOf} from './release-info.ts'
import {routeTable, type RouteTable} from './route-table.ts'
import type {Match, ReleasedScreen, ReleaseInfo, ScreenSwap} from './screens.ts'
import {createTrees, type Trees} from './trees.ts'

export interface Released {
  readonly trees: Trees
  release(): ReleaseInfo | undefined
  screens(): ReadonlyMap<string, ReleasedScreen>
  former(): FormerPaths
  match(path: string): Match | undefined
  /** The events of one commit. */
  follow(events: readonly StoreEvent[]): void
  /** Looks for a newer release than the one in memory: after a lost race with another process. */
  reread(): Promise<void>
}

interface Live {
  readonly release: ReleaseInfo | undefined
  readonly screens: ReadonlyMap<string, ReleasedScreen>
  readonly former: FormerPaths
  readonly routes: RouteTable<Route>
}

interface Route {readonly released: ReleasedScreen; readonly isFormer: boolean}

/** `onSwap` is called after each switch, in order. `onError`: a release could not be read; the one before it stays in force. */
export async function loadReleased(store: Store, onSwap: (swaps: readonly ScreenSwap[], release: ReleaseInfo) => void, onError: (error: unknown) => void): Promise<Released> {
  const trees = createTrees(store)
  let live: Live = {release: undefined, screens: new Map(), former: {}, routes: routeTable([])}
  let waiting: Promise<void> | undefined

  function switchTo(release: ReleaseInfo, former: FormerPaths, screens: readonly ReleasedScreen[], seq: number): void {
    if (release.number <= (live.release?.number ?? 0)) return
    const before = live.screens
    const after = new Map(screens.map(one => [one.screen.id, one]))
    live = {release, screens: after, former, routes: routeTable(routesTo(after, former))}
    onSwap(swapsBetween(before, after, seq), release)
  }

  async function switchOnceRead(release: ReleaseInfo, former: FormerPaths, seq: number): Promise<void> {
    const found = await Promise.all(Object.values(release.screens).map(hash => trees.find(hash)))
    const missing = Object.keys(release.screens).filter((_id, index) => !found[index])
    if (missing.length > 0) throw new Error(`release ${release.id} names trees of screens that are not stored: ${missing.join(', ')}`)
    switchTo(release, former, found as readonly ReleasedScreen[], seq)
  }

  function follow(release: ReleaseInfo, former: FormerPaths, seq: number): void {
    const known = Object.values(release.screens).map(hash => trees.peek(hash))
    // Trees that this process released are in memory, and the switch is at once; those of another one are read first, and what follows waits its turn.
    if (!waiting && known.every(one => one !== undefined)) return switchTo(release, former, known, seq)
    const mine = (waiting ?? Promise.resolve()).then(() => switchOnceRead(release, former, seq)).catch(onError).finally(() => {
      if (waiting === mine) waiting = undefined
    })
    waiting = mine
  }

  async function reread(): Promise<void> {
    const {items: [newest]} = await store.page({schema: 'release', sort: [{field: 'number', descending: true}], limit: 1})
    if (newest) await switchOnceRead(releaseOf(newest, newest.id), formerPathsOf(newest.doc) ?? await readFormerPaths(store, trees), store.seq())
  }

  await reread()
  return {
    trees,
    release: () => live.release,
    screens: () => live.screens,
    former: () => live.former,
    match(path) {
      const found = live.routes.match(path)
      if (!found) return undefined
      const {released, isFormer} = found.target
      if (!isFormer) return {released, params: found.params}
      const led = leadOn(released.screen.path, found.params)
      return led && {released, params: led.params, leadsTo: led}
    },
    follow(events) {
      const seq = events.at(-1)!.seq
      for (const {op, schema, id, at, by, doc, rev} of events) {
        if (op !== 'create' || schema !== 'release' || doc === null) continue
        follow(releaseOf({id, schema, rev, state: 'live', created_at: at, created_by: by, updated_at: at, updated_by: by, doc}, id), formerPathsOf(doc) ?? live.former, seq)
      }
    },
    reread,
  }
}

function routesTo(screens: ReadonlyMap<string, ReleasedScreen>, former: FormerPaths): readonly (readonly [path: string, route: Route])[] {
  const now = [...screens.values()].map(released => [released.screen.path, {released, isFormer: false}] as const)
  const earlier = Object.entries(former).flatMap(([path, id]) => {
    const released = screens.get(id)
    return released ? [[path, {released, isFormer: true}] as const] : []
  })
  return [...now, ...earlier]
}

function swapsBetween(before: ReadonlyMap<string, ReleasedScreen>, after: ReadonlyMap<string, ReleasedScreen>, seq: number): readonly ScreenSwap[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(id => {
    const old = before.get(id)
    const now = after.get(id)
    if (old?.hash === now?.hash) return []
    return [{path: (now ?? old)!.screen.path, ...(old && {before: old}), ...(now && {after: now}), seq}]
  })
}
