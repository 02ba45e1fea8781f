/** Drafts in memory: loaded from the records of a screen and its nodes when first asked for, then following the event log. */
import {reason, say} from '../../schemas/index.ts'
import {diffTrees, hashScreen, treeFrom, type Screen, type Step, type UiNode} from '../../ast/index.ts'
import {problem} from '../errors.ts'
import type {CommitNotice, Store, StoreEvent} from '../store/store.ts'
import {allPages} from './all-pages.ts'
import {acceptedIn} from './accepted-steps.ts'
import {createDraftLog, type DraftLog} from './draft-log.ts'
import {nodeOf, screenOf} from './node-record.ts'
import type {DraftChange, ReleasedScreen} from './screens.ts'

export interface Draft extends ReleasedScreen {
  /** Node -> its record's revision. */
  readonly revs: ReadonlyMap<string, number>
}

export interface Drafts {
  /** Throws NotFound. */
  get(screenId: string): Promise<Draft>
  /** What happened to a loaded draft since it stood at `hash`. */
  since(screenId: string, hash: string): readonly Step[] | undefined
  /** Where the commit whose last event has this seq brought a loaded draft; undefined when that is not known. */
  cameTo(screenId: string, seq: number): string | undefined
  /** Reads the draft again (or all of them) when it is next asked for, and tells what changed: after a lost race with another process. */
  reread(screenId?: string): void
  /** Where the commit carries the steps that were accepted, the change is told as these; else as the difference. */
  follow(notice: CommitNotice): void
}

/** `onChange` is called after a loaded draft changed. Loading tries again while the draft is changed under it, and gives up after a few times. */
export function createDrafts(store: Store, onChange: (change: DraftChange) => void): Drafts {
  const loaded = new Map<string, Draft>()
  const logs = new Map<string, DraftLog>()
  const loading = new Map<string, Promise<Draft>>()
  const stale = new Set<string>()
  const touched = new Set<string>()

  async function load(screenId: string): Promise<Draft> {
    for (let attempt = 0; attempt < 10; attempt++) {
      touched.delete(screenId)
      const [record, nodes] = await Promise.all([
        store.get('ui_screen', screenId),
        allPages(store, {schema: 'ui_node', filter: {op: 'eq', field: 'screen_id', value: screenId}}),
      ])
      if (!record) throw problem('not-found', {why: reason('no-such-screen', {id: screenId})})
      // Pages are not one snapshot: what changed between two of them shows as an event.
      if (touched.has(screenId)) continue
      const built = treeFrom(nodes.map(nodeOf))
      if (!built.ok) throw new Error(`the draft of screen ${screenId} is not a tree: ${say(built.reason)}`)
      const screen = screenOf(record)
      const draft = {screen, tree: built.tree, hash: hashScreen(screen, built.tree), revs: new Map(nodes.map(node => [node.id, node.rev]))}
      const before = loaded.get(screenId)
      loaded.set(screenId, draft)
      stale.delete(screenId)
      if (before && before.hash !== draft.hash) tell(before, draft, diffTrees(before.tree, draft.tree), record.updated_by, store.seq())
      return draft
    }
    throw new Error(`the draft of screen ${screenId} changes faster than it can be read`)
  }

  function tell(before: Draft, after: Draft, steps: readonly Step[], by: string, seq: number): void {
    const screenId = after.screen.id
    if (!logs.has(screenId)) logs.set(screenId, createDraftLog())
    logs.get(screenId)!.add({from: before.hash, to: after.hash, steps, seq})
    onChange({screenId, from: before.hash, to: after.hash, steps, by, seq})
  }

  function forget(screenId: string): void {
    loaded.delete(screenId)
    logs.delete(screenId)
  }

  function followOne(screenId: string, events: readonly StoreEvent[], {meta, seq}: CommitNotice): void {
    const before = loaded.get(screenId)
    if (!before) return
    let screen: Screen = before.screen
    const nodes = new Map<string, UiNode>(before.tree.nodes)
    const revs = new Map(before.revs)
    for (const event of events) {
      const gone = event.op === 'remove' || event.op === 'purge' || event.op === 'archive' || event.doc === null
      if (event.schema === 'ui_screen') {
        if (event.op === 'remove' || event.op === 'purge') return forget(screenId)
        if (event.doc !== null) screen = screenOf({id: event.id, doc: event.doc})
      } else if (gone) {
        nodes.delete(event.id)
        revs.delete(event.id)
      } else {
        nodes.set(event.id, nodeOf({id: event.id, doc: event.doc!}))
        revs.set(event.id, event.rev)
      }
    }
    const built = treeFrom([...nodes.values()])
    if (!built.ok) {
      // A state read ahead of its events can look torn for a moment: the records decide.
      stale.add(screenId)
      return
    }
    const hash = hashScreen(screen, built.tree)
    const after: Draft = {screen, tree: built.tree, hash, revs}
    loaded.set(screenId, after)
    if (hash === before.hash) return
    tell(before, after, acceptedIn(meta, screenId, hash) ?? diffTrees(before.tree, built.tree), events.at(-1)!.by, seq)
  }

  return {
    get(screenId) {
      const there = loaded.get(screenId)
      if (there && !stale.has(screenId)) return Promise.resolve(there)
      const under = loading.get(screenId) ?? load(screenId).finally(() => loading.delete(screenId))
      loading.set(screenId, under)
      return under
    },
    since: (screenId, hash) => logs.get(screenId)?.since(hash),
    cameTo: (screenId, seq) => logs.get(screenId)?.cameTo(seq),
    reread(screenId) {
      for (const id of screenId === undefined ? loaded.keys() : [screenId]) stale.add(id)
    },
    follow(notice) {
      const byScreen = new Map<string, StoreEvent[]>()
      for (const event of notice.changes) {
        if (event.schema !== 'ui_node' && event.schema !== 'ui_screen') continue
        const screenId = event.schema === 'ui_screen' ? event.id : screenOfNode(event, loaded)
        // A node whose screen is unknown may belong to whatever is being read just now.
        if (screenId === undefined) for (const id of loading.keys()) touched.add(id)
        else byScreen.set(screenId, [...(byScreen.get(screenId) ?? []), event])
      }
      for (const [screenId, own] of byScreen) {
        if (loading.has(screenId)) touched.add(screenId)
        followOne(screenId, own, notice)
      }
    },
  }
}

function screenOfNode({id, doc}: StoreEvent, loaded: ReadonlyMap<string, Draft>): string | undefined {
  if (doc !== null) return (JSON.parse(doc) as {readonly screen_id: string}).screen_id
  for (const [screenId, draft] of loaded) if (draft.tree.nodes.has(id)) return screenId
  return undefined
}
