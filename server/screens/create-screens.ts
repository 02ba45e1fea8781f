/** Starts the screens: loads what is released, follows the event log, and joins the verbs. */
import {reason} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {parseItemName, type ConfigItems} from '../config-items/index.ts'
import {problem} from '../errors.ts'
import {pathTaken, problemsOf} from './check-screens.ts'
import {createDrafts} from './drafts.ts'
import {editDraft} from './edit-draft.ts'
import {createTurns} from './in-turn.ts'
import {itemChanges} from './item-changes.ts'
import {requireEditor, requireReader} from './may-open.ts'
import {leadsOn} from './lead-on.ts'
import type {ScreensDeps, ScreensParts} from './parts.ts'
import {patchNode} from './patch-node.ts'
import {publish} from './publish.ts'
import {releaseChanges} from './release-changes.ts'
import {releaseOf} from './release-info.ts'
import {loadReleased} from './released.ts'
import {rollback} from './rollback.ts'
import {rolledBackOn} from './rolled-back.ts'
import {type ListedScreen, loadScreenList} from './screen-list.ts'
import type {DraftChange, ReleasedScreen, ReleaseInfo, ScreenEntry, Screens, ScreenSwap} from './screens.ts'

/** Loads the live release. To be awaited before the first request; `close` ends the following. */
export async function createScreens(deps: ScreensDeps): Promise<Screens> {
  const {store, reader, onError} = deps
  const swapListeners = new Set<(swaps: readonly ScreenSwap[], release: ReleaseInfo) => void>()
  const draftListeners = new Set<(change: DraftChange) => void>()
  const tell = <A extends readonly unknown[]>(listeners: ReadonlySet<(...told: A) => void>, ...told: A): void => {
    for (const listener of listeners) {
      try {
        listener(...told)
      } catch (error) {
        onError(error)
      }
    }
  }

  const list = await loadScreenList(store)
  const drafts = createDrafts(store, change => tell(draftListeners, change))
  const released = await loadReleased(store, (swaps, release) => tell(swapListeners, swaps, release), onError)
  const parts: ScreensParts = {...deps, list, drafts, released, inTurn: createTurns()}

  const stop = store.onCommit(notice => {
    for (const event of notice.changes) if (event.schema === 'ui_screen') list.follow(event)
    drafts.follow(notice)
    released.follow(notice.changes)
  })

  const findRelease = async (id: string): Promise<ReleaseInfo | undefined> => {
    const record = await store.get('release', id)
    return record && releaseOf(record, released.release()?.id)
  }

  return {
    match: path => released.match(path),
    released: () => [...released.screens().values()],
    live: () => released.release(),
    async list(actor, state = 'live') {
      requireReader(actor)
      const screens = {live: () => list.live(), archived: () => list.archived(), all: () => [...list.live(), ...list.archived()]}[state]()
      return Promise.all(screens.map(one => entryOf(parts, one)))
    },
    async restore(actor, screenId, path) {
      requireEditor(actor)
      if (!list.find(screenId)) throw problem('not-found', {why: reason('no-screen-to-restore', {id: screenId})})
      await deps.commit(actor, {changes: [{op: 'restore', schema: 'ui_screen', id: screenId, ...(path !== undefined && {patch: {path}})}]})
      return entryOf(parts, list.find(screenId)!)
    },
    async rolledBack(actor, screenId) {
      requireReader(actor)
      return rolledBackOn(parts, [screenId])
    },
    isArchived: screenId => list.find(screenId)?.archived ?? false,
    load: (screenId, at) => load(parts, screenId, at),
    edit: (actor, screenId, base, steps) => editDraft(parts, actor, screenId, base, steps),
    async check(actor, screenId) {
      requireReader(actor)
      const {screen, tree} = await drafts.get(screenId)
      return [...problemsOf(parts, screen, tree), ...pathTaken(parts, screen, tree)]
    },
    publish: (actor, ask) => publish(parts, actor, ask),
    async releases(actor, limit) {
      requireReader(actor)
      const {items} = await reader.list(actor, {schema: 'release', sort: ['-number'], limit})
      return items.map(item => releaseOf(item, released.release()?.id))
    },
    async release(actor, releaseId) {
      requireReader(actor)
      const release = await findRelease(releaseId)
      if (!release) throw problem('not-found', {why: reason('no-such-record', {schema: 'release', id: releaseId})})
      const before = release.before === null ? undefined : await findRelease(release.before)
      return {
        release: asSeen(deps.config, actor, release), changes: await releaseChanges(released.trees, before, release),
        items: await itemChanges(deps.config, actor, before, release),
      }
    },
    rollback: (actor, releaseId, ask) => rollback(parts, actor, releaseId, ask),
    patchNode: (actor, nodeId, steps, note) => patchNode(parts, actor, nodeId, steps, note),
    onSwap(listener) {
      swapListeners.add(listener)
      return () => void swapListeners.delete(listener)
    },
    onDraft(listener) {
      draftListeners.add(listener)
      return () => void draftListeners.delete(listener)
    },
    close: stop,
  }
}

/** Which config items there are, and what misfits say of a document, is for whoever edits its kind. */
function asSeen(config: ConfigItems, actor: Actor, {misfits, items, ...release}: ReleaseInfo): ReleaseInfo {
  const mayRead = (item: string): boolean => config.mayEdit(actor, parseItemName(item)?.kind ?? '')
  const seen = Object.fromEntries(Object.entries(items).filter(([item]) => mayRead(item)))
  return {...release, items: seen, ...(misfits && {misfits: misfits.filter(({item}) => item === undefined || mayRead(item))})}
}

async function entryOf({drafts, released}: ScreensParts, {screen, rev, archived}: ListedScreen): Promise<ScreenEntry> {
  const live = released.screens().get(screen.id)
  const former = live ? Object.entries(released.former()).filter(([path, id]) => id === screen.id && leadsOn(path, live.screen.path)).map(([path]) => path) : []
  return {screen, rev, draft: (await drafts.get(screen.id)).hash, live: live?.hash ?? null, archived, paths: {live: live?.screen.path ?? null, former}}
}

async function load({drafts, released, store}: ScreensParts, screenId: string, at: string): Promise<ReleasedScreen> {
  if (at === 'draft') return drafts.get(screenId)
  if (at === 'live') {
    const found = released.screens().get(screenId)
    if (!found) throw problem('not-found', {why: reason('screen-not-live', {id: screenId})})
    return found
  }
  const record = await store.get('release', at)
  if (!record) throw problem('not-found', {why: reason('no-such-place', {at})})
  const hash = releaseOf(record, undefined).screens[screenId]
  const found = hash === undefined ? undefined : await released.trees.find(hash)
  if (!found) throw problem('not-found', {why: reason('not-in-release', {id: screenId, release: at})})
  return found
}
