/** One screen under the editor's hands: its sync, its page for the canvas, its problems, and what the live feed says about it. */
import type {LiveMessage} from '../../runtime/client.ts'
import {say as inWords, type LiveTopic} from '../../schemas/index.ts'
import type {Api} from '../api/api.ts'
import type {Feed} from '../api/create-feed.ts'
import {isAway, messageOf} from '../api/problem.ts'
import {coalesce} from './coalesce.ts'
import type {LostStep} from './draft.ts'
import type {EditorState} from './editor-state.ts'
import {samplePath} from './sample-path.ts'
import type {Store} from './store.ts'
import {createSync, type Sync} from './sync.ts'

export interface OpenScreen {
  readonly id: string
  readonly sync: Sync
  /** The records that stand on the page changed: shows them. */
  refreshPage(): void
  close(): void
}

export interface OpenScreenDeps {
  readonly id: string
  readonly api: Api
  readonly live: Feed
  readonly store: Store<EditorState>
  readonly say: (tone: 'info' | 'warn' | 'bad', text: string) => void
}

/** Starts to follow the screen whose draft already stands in the store. */
export function openScreen({id, api, live, store, say}: OpenScreenDeps): OpenScreen {
  let closed = false
  let stopRecords: (() => void) | undefined
  let followed = ''

  const samples = new Map<string, string>()
  /** The same record as long as the screen is open: the page must not change under the hand. A schema without records is asked again. */
  const sampleOf = async (schema: string): Promise<string | undefined> => {
    const sample = samples.get(schema) ?? await api.sampleId(schema)
    if (sample !== undefined) samples.set(schema, sample)
    return sample
  }

  const page = coalesce(async () => {
    try {
      const shown = store.get().draft
      const path = shown && await samplePath(shown.screen, shown.tree, sampleOf)
      const state = await api.page(id, path)
      const {draft} = store.get()
      if (closed || !draft) return
      store.set({page: {state, tree: draft.confirmed}, pageFailure: ''})
      followRecords([...state.schemas, ...(state.linked ?? [])])
    } catch (error) {
      if (!closed && !isAway(error)) store.set({pageFailure: messageOf(error)})
    }
  }, 60)

  const problems = coalesce(async () => {
    // A problem list that cannot be had keeps the last one; publishing checks again anyway.
    const found = await api.check(id).catch(() => undefined)
    if (found && !closed) store.set({problems: found})
  }, 400)

  const followRecords = (schemas: readonly string[]): void => {
    const names = schemas.toSorted().join(' ')
    if (names === followed) return
    followed = names
    stopRecords?.()
    stopRecords = live.subscribe(schemas.map((name): LiveTopic => `records:${name}`))
  }

  const sync = createSync({
    get: () => store.get().draft!,
    set(draft) {
      if (closed) return
      const {selected, hovered} = store.get()
      const there = (node: string | null): string | null => node !== null && draft.tree.nodes.has(node) ? node : null
      store.set({draft, selected: there(selected), hovered: there(hovered)})
    },
    send: (base, steps) => api.sendSteps(id, base, steps),
    fetch: () => api.draft(id),
    pause: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    onSaving: saving => store.set({saving}),
    onConfirmed() {
      page.ask()
      problems.ask()
    },
    onLost: lost => say('warn', lostText(lost)),
    onRefused: (edit, why) => say('bad', `“${edit.label}” was not saved and has been taken back. ${why}`),
  })

  const onMessage = (message: LiveMessage): void => {
    if (message.type === 'draft-changed' && message.screen === id) sync.receive(message)
    else if (message.type === 'records-changed' && followed.split(' ').includes(message.schema)) page.ask()
    else if (message.type === 'records-changed' && message.schema === 'ui_screen') sync.refetch()
    else if (message.type === 'resync') {
      sync.refetch()
      page.ask()
    }
  }
  const stopDraft = live.subscribe([`draft:${id}`])
  const stopMessages = live.onMessage(onMessage)
  const stopState = live.onState(on => {
    if (!on) return
    sync.refetch()
    sync.retry()
  })
  page.ask()
  problems.ask()

  return {
    id,
    sync,
    refreshPage: page.ask,
    close() {
      closed = true
      sync.close()
      page.close()
      problems.close()
      stopDraft()
      stopMessages()
      stopState()
      stopRecords?.()
    },
  }
}

/** Whether they can be saved is not known yet: the bar says it. */
export const resumedText = (count: number): string => count === 1
  ? 'A change that was not saved when the page was left is here again. It is being saved.'
  : `${count} changes that were not saved when the page was left are here again. They are being saved.`

export function lostText(lost: readonly LostStep[]): string {
  const labels = [...new Set(lost.map(({edit}) => `“${edit.label}”`))].join(', ')
  return `${labels} could not be kept: someone else changed the same place meanwhile (${lost[0] ? inWords(lost[0].reason) : ''}).`
}
