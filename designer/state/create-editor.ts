/** The designer without its looks: what a person can do, over one store. */
import {applyStep, childrenOf, type MoveStep, screenNames, type Step, type UiNode} from '../../ast/index.ts'
import {say as inWords, type Json, type JsonObject, type RecordSchema} from '../../schemas/index.ts'
import {type Api, type RolledBack, type ScreenItem} from '../api/api.ts'
import type {Feed} from '../api/create-feed.ts'
import {ApiProblem, isAway, messageOf} from '../api/problem.ts'
import {chooseSchema} from '../commands/choose-schema.ts'
import {copiedText, duplicateNode, pasteNodes, readCopied} from '../commands/copy-nodes.ts'
import {insertNode} from '../commands/insert-node.ts'
import {firstField} from '../commands/first-field.ts'
import {type Direction, moveNode, nudgeNode} from '../commands/move-node.ts'
import {nextSpot, type Spot, spotOf} from '../commands/places.ts'
import {removeNode} from '../commands/remove-node.ts'
import {setValue} from '../commands/set-value.ts'
import {type Start, startingSteps} from '../commands/starting-points.ts'
import {coalesce} from './coalesce.ts'
import {type Draft, openDraft, withEdit} from './draft.ts'
import {type EditorState, firstState, type Notice, type Panel, type ViewWidth} from './editor-state.ts'
import {type Entry, entryFor, noHistory, recorded, redone, undone} from './history.ts'
import {mergedEdit} from './merge-edits.ts'
import {type KeptEdits, withKeptEdits} from './kept-edits.ts'
import {lostText, openScreen, resumedText, type OpenScreen} from './open-screen.ts'
import {createPublishing, type Publishing} from './create-publishing.ts'
import {settled} from './settled.ts'
import {createStore, type Store} from './store.ts'

export interface EditorDeps {
  readonly api: Api
  readonly live: Feed
  /** UUIDv7. */
  readonly newId: () => string
  /** Milliseconds. */
  readonly now: () => number
  /** Takes the script of a snippet over into the page. */
  readonly loadSnippet: (url: string) => Promise<unknown>
  readonly mayEdit: boolean
  /** Stores what is half typed somewhere on the page, before it is about something else. */
  readonly keepTyped?: () => void
  readonly keptEdits?: KeptEdits
}

export interface Editor extends Publishing {
  readonly store: Store<EditorState>
  /** Loads what every screen needs, then opens `screenId`, or the first screen. */
  start(screenId: string | null): Promise<void>
  open(screenId: string): Promise<void>
  select(id: string | null, field?: string): void
  hover(id: string | null): void
  /** All steps as one edit that can be undone. `merge`: edits of one key that follow quickly are one. False: refused, and the person was told. */
  edit(label: string, steps: readonly Step[], options?: {readonly merge?: string; readonly select?: string | null}): boolean
  /** Sets a property of the selected or named node; no `value` unsets. `typing`: what is typed into, where that is less than the whole property; what is set quickly is one edit. */
  set(id: string, path: readonly string[], value: Json | undefined, label?: string, typing?: string): void
  /** Binds a source of a node to another schema, with all that belonged to the one before; the person is told what that was. `undefined`: to nothing. */
  chooseSchema(id: string, source: string, from: string | undefined): Promise<void>
  /** `fill`: the inspector brings up what is filled in first on it. */
  insert(snippet: string, spot?: Spot, fill?: boolean): void
  move(id: string, spot: Spot): void
  nudge(id: string, direction: Direction): void
  remove(id: string): void
  duplicate(id: string): void
  /** The selected subtree as text for the clipboard; undefined where nothing is selected. */
  copy(): string | undefined
  /** False: the text is no copy of nodes. */
  paste(text: string): boolean
  undo(): void
  redo(): void
  schema(name: string): Promise<RecordSchema | undefined>
  createScreen(data: JsonObject, start: Omit<Start, 'schema'> & {readonly schema?: string}): Promise<void>
  changeScreen(patch: JsonObject): Promise<void>
  /** Takes the open screen out of the list and, where it is live, off the air. Another one is opened. */
  archiveScreen(): Promise<void>
  /** Brings an archived screen back, at another path where one is given, and opens it. Throws an `ApiProblem`. */
  restoreScreen(id: string, path?: string): Promise<void>
  /** Takes a rolled back hot patch out of its draft; on the open screen it can be undone. False: it could not, and the person was told why. */
  takeBack(rolledBack: RolledBack): Promise<boolean>
  show(panel: Panel | null): void
  view(width: ViewWidth): void
  /** `about`: takes the place of what was said about the same before. */
  say(tone: Notice['tone'], text: string, about?: string): void
  /** Tells those who do not see what was done. */
  announce(text: string): void
  dismiss(noticeId: number): void
  close(): void
}

export function createEditor({api, live, newId, now, loadSnippet, mayEdit, keepTyped = () => undefined, keptEdits}: EditorDeps): Editor {
  const store = createStore<EditorState>({...firstState, mayEdit})
  const schemas = new Map<string, Promise<RecordSchema | undefined>>()
  let current: OpenScreen | undefined
  let keys = 0
  let noticeIds = 0
  let opening = 0

  const say = (tone: Notice['tone'], text: string, about = text): void => {
    const {notices} = store.get()
    store.set({notices: [...notices.filter(notice => notice.about !== about), {id: ++noticeIds, tone, text, about}].slice(-4)})
  }

  const announce = (text: string): void => {
    store.set({announced: {id: store.get().announced.id + 1, text}})
  }

  const screenList = coalesce(async () => {
    try {
      store.set({screens: byPath(await api.screens())})
    } catch (error) {
      if (!isAway(error)) say('warn', `The list of screens could not be loaded. ${messageOf(error)}`)
    }
  }, 150)

  const schemaList = coalesce(async () => {
    schemas.clear()
    store.set({schemas: await api.schemas()})
    current?.refreshPage()
  }, 150)

  /** While a developer works on a snippet, the canvas and the inspector follow each save. */
  const followSnippet = async (name: string, url: string): Promise<void> => {
    try {
      await loadSnippet(url)
      const manifests = await api.snippets()
      store.set({manifests: new Map(manifests.map(manifest => [manifest.name, manifest]))})
      current?.refreshPage()
    } catch (error) {
      say('warn', `The new ${name} could not be loaded; the one before stays. ${messageOf(error)}`)
    }
  }

  const stopMessages = live.onMessage(message => {
    const {type} = message
    if (type === 'resync' || type === 'release-published' || type === 'draft-changed') screenList.ask()
    if (type === 'records-changed' && message.schema === 'ui_screen') screenList.ask()
    if (type === 'release-published' && store.get().releases) void publishing.loadReleases()
    if (type === 'records-changed' && message.schema === 'schema') schemaList.ask()
    if (type === 'snippet-changed') void followSnippet(message.name, message.url)
    if (type === 'snippet-broken') say('bad', `${message.name}: ${message.message}`)
  })
  let kept: Draft['waiting'] = []
  const stopKeeping = store.watch(({draft}) => {
    if (!draft || draft.waiting === kept) return
    kept = draft.waiting
    keptEdits?.keep(draft.screen.id, kept)
  })
  const stopState = live.onState(on => {
    store.set({live: on})
    if (on) screenList.ask()
  })
  const stopTopics = live.subscribe(['records:ui_screen', 'records:schema', 'releases'])

  /** Closes the open screen; `next` is about to be opened. */
  const leave = (next: string | null = null): void => {
    current?.close()
    current = undefined
    store.set({screenId: next, draft: undefined, page: undefined, pageFailure: '', problems: [], selected: null, hovered: null, field: null, history: noHistory, failure: '', archived: false, saving: 'saved'})
  }

  const draftNow = (): Draft | undefined => store.get().draft

  /** Puts an edit into the draft; one with the last that waits, where both are the same typing. */
  const put = (draft: Draft, label: string, steps: readonly Step[], merge: string | undefined): readonly Step[] | undefined => {
    const edit = {key: ++keys, label, steps, merge}
    const result = withEdit(draft, edit)
    if (!result.ok) {
      say('warn', `${label}: ${inWords(result.reason)}.`)
      return undefined
    }
    if (result.steps.length === 0) return []
    const [before, fresh] = result.draft.waiting.slice(-2)
    const merged = before && fresh && before.key !== current?.sync.sending() ? mergedEdit(before, fresh) : undefined
    store.set({draft: merged ? {...result.draft, waiting: [...result.draft.waiting.slice(0, -2), merged]} : result.draft})
    current?.sync.push()
    return result.steps
  }

  const takeBack = (entry: Entry | undefined, word: string, after: (inverse: Entry | undefined) => void): void => {
    const draft = draftNow()
    if (!entry || !draft) return
    const steps = put(draft, `${word} ${entry.label}`, stillPossible(draft, entry.steps), undefined)
    if (!steps) return
    const {selected} = store.get()
    after(steps.length > 0 ? entryFor(entry.label, steps, now(), selected) : undefined)
    if (steps.length === 0) {
      say('info', `“${entry.label}”: there is nothing left to ${word.toLowerCase()}, as someone else changed it meanwhile.`)
      return
    }
    announce(`${word === 'Undo' ? 'Undone' : 'Done again'}: ${entry.label}.`)
    const tree = draftNow()!.tree
    const touched = steps.map(step => step.type === 'insert' ? step.nodes[0]!.id : step.id).find(id => tree.nodes.has(id))
    store.set({selected: touched ?? (entry.selected !== null && tree.nodes.has(entry.selected) ? entry.selected : null)})
  }

  const titleOf = (node: UiNode | undefined): string => store.get().manifests.get(node?.snippet ?? '')?.title ?? node?.snippet ?? 'part'
  const titleOfId = (id: string): string => titleOf(draftNow()?.tree.nodes.get(id))

  const moveBy = (step: MoveStep): void => {
    if (!editor.edit(`Move ${titleOfId(step.id)}`, [step], {select: step.id})) return
    const {tree} = draftNow()!
    const spot = spotOf(tree, step.id)
    if (spot) announce(`${titleOfId(step.id)} is now ${spot.index + 1} of ${childrenOf(tree, spot.parent, spot.slot).length} in ${titleOfId(spot.parent)}.`)
  }

  /** The patch holds only what was changed here: it fits what somebody else has made of the rest meanwhile. */
  const changeAtNewest = async (entry: ScreenItem, patch: JsonObject): Promise<void> => {
    try {
      await api.changeScreen(entry.id, patch, entry.rev)
    } catch (error) {
      const newest = error instanceof ApiProblem && error.status === 412 ? (await api.screens()).find(({id, rev}) => id === entry.id && rev !== entry.rev) : undefined
      if (!newest) throw error
      await changeAtNewest(newest, patch)
    }
  }

  const publishing = createPublishing({api, store, say, onReleased: screenList.ask})

  const editor: Editor = {
    ...publishing,
    store,
    async start(screenId) {
      try {
        const [screens, snippets, schemaItems] = await Promise.all([api.screens(), api.snippets(), api.schemas()])
        store.set({screens: byPath(screens), manifests: new Map(snippets.map(manifest => [manifest.name, manifest])), schemas: schemaItems, phase: 'ready', failure: ''})
      } catch (error) {
        store.set({phase: 'failed', failure: messageOf(error)})
        return
      }
      // Others may not list people: asking would only be refused.
      if (mayEdit) void api.people().then(people => store.set({people}))
      const {screens} = store.get()
      const first = screenId ?? screens[0]?.id
      if (first) await editor.open(first)
    },
    async open(screenId) {
      keepTyped()
      const {draft, saving} = store.get()
      if (draft && draft.waiting.length > 0 && saving !== 'saved' && current && current.id !== screenId) {
        if (saving === 'waiting' || saving === 'signed-out') {
          say('warn', 'Changes to this screen are not saved yet. They are kept here; another screen can be opened as soon as they are saved.')
          return
        }
        await settled(store)
      }
      const ask = ++opening
      leave(screenId)
      try {
        const answer = await api.draft(screenId)
        if (ask !== opening) return
        if (answer.archived) {
          store.set({archived: true, failure: `“${answer.screen.title}” (${answer.screen.path}) was archived: visitors do not see it, and it cannot be changed until it is restored.`})
          return
        }
        const {draft: opened, resumed, lost} = withKeptEdits(openDraft(answer), mayEdit ? await keptEdits?.take(screenId) ?? [] : [], () => ++keys)
        if (ask !== opening) return keptEdits?.keep(screenId, opened.waiting)
        store.set({draft: opened})
        current = openScreen({id: screenId, api, live, store, say})
        if (resumed.length > 0) {
          say('info', resumedText(resumed.length))
          current.sync.push()
        }
        if (lost.length > 0) say('warn', lostText(lost))
      } catch (error) {
        if (ask === opening) store.set({failure: error instanceof ApiProblem && error.status === 404 ? 'This screen is not there (any more). Choose another one above.' : messageOf(error)})
      }
    },
    select(id, field) {
      const {draft} = store.get()
      store.set({selected: id !== null && draft?.tree.nodes.has(id) ? id : null, field: field ?? null, isExample: false})
    },
    hover: id => store.set({hovered: id}),
    edit(label, steps, {merge, select} = {}) {
      const {draft, selected, history} = store.get()
      if (!draft) return false
      if (!mayEdit) {
        say('info', 'Screens are changed by admins. You can look at everything here.')
        return false
      }
      const accepted = put(draft, label, steps, merge)
      if (!accepted) return false
      if (accepted.length > 0) store.set({history: recorded(history, entryFor(label, accepted, now(), selected, merge))})
      if (select !== undefined) store.set({selected: select, field: null, isExample: false})
      return true
    },
    set(id, path, value, label = `Change ${path.at(-1) ?? ''} of ${titleOfId(id)}`, typing = path.join('.')) {
      editor.edit(label, [setValue(id, path, value)], {merge: `${id} ${typing}`})
    },
    async chooseSchema(id, source, from) {
      const schema = from === undefined ? undefined : await editor.schema(from)
      const {draft, manifests, schemas: items, screens} = store.get()
      const node = draft?.tree.nodes.get(id)
      const manifest = manifests.get(node?.snippet ?? '')
      const item = items.find(each => each.name === from)
      if (!draft || !node || !manifest) return
      if (from !== undefined && (!schema || !item)) return say('warn', `${from} could not be looked up, so that nothing was changed. Try again.`)
      const {steps, said} = chooseSchema({
        node, manifest, source, to: schema && item && {item, schema}, before: items.find(each => each.name === node.data?.[source]?.from), paths: screens.map(screen => screen.path),
        parameter: pathParameter(draft.screen.path), types: screenNames(draft.screen),
      })
      const done = editor.edit(`Choose what ${manifest.title} shows`, steps)
      if (done && said.length > 0) say('info', `${manifest.title}: what belonged to the schema before was changed or taken out: ${said.join(', ')}. Undo brings all of it back.`)
    },
    insert(snippet, spot, fill = false) {
      const {draft, manifests, selected} = store.get()
      const manifest = manifests.get(snippet)
      if (!draft || !manifest) return
      const at = spot ?? nextSpot(draft.tree, manifests, selected)
      if (!at) {
        say('warn', 'The page’s frame takes no parts: choose another frame first.')
        return
      }
      const id = newId()
      const done = editor.edit(`Add ${manifest.title}`, [insertNode(draft.tree, draft.screen.id, at, {id, manifest})], {select: id})
      if (done) announce(`${manifest.title} is added.`)
      if (done && fill) store.set({field: firstField(manifest), isExample: true})
    },
    move(id, spot) {
      const step = draftNow() && moveNode(draftNow()!.tree, id, spot)
      if (step) moveBy(step)
    },
    nudge(id, direction) {
      const {draft, manifests} = store.get()
      const step = draft && nudgeNode(draft.tree, manifests, id, direction)
      if (step) moveBy(step)
    },
    remove(id) {
      const draft = draftNow()
      const removal = draft && draft.tree.nodes.has(id) ? removeNode(draft.tree, id) : undefined
      const title = titleOfId(id)
      if (removal && editor.edit(`Remove ${title}`, [removal.step], {select: removal.select})) announce(`${title} is removed.`)
      else if (draft && !removal) say('info', 'The frame of a screen stays; what stands in it can be removed.')
    },
    duplicate(id) {
      const draft = draftNow()
      const step = draft && duplicateNode(draft.tree, draft.screen.id, id, newId)
      if (step && editor.edit(`Duplicate ${titleOfId(id)}`, [step], {select: step.nodes[0]!.id})) announce(`${titleOfId(id)} is duplicated.`)
    },
    copy() {
      const {draft, selected} = store.get()
      return draft && selected !== null ? copiedText(draft.tree, selected) : undefined
    },
    paste(text) {
      const {draft, manifests, selected} = store.get()
      const nodes = readCopied(text)
      if (!draft || !nodes) return false
      const beside = selected === null ? undefined : spotOf(draft.tree, selected)
      const spot = beside ? {...beside, index: beside.index + 1} : nextSpot(draft.tree, manifests, null)
      const step = spot && pasteNodes(draft.tree, draft.screen.id, spot, nodes, newId)
      if (step && editor.edit(`Paste ${titleOf(step.nodes[0])}`, [step], {select: step.nodes[0]!.id})) announce(`${titleOf(step.nodes[0])} is pasted.`)
      return true
    },
    undo() {
      keepTyped()
      takeBack(store.get().history.undo.at(-1), 'Undo', inverse => store.set({history: undone(store.get().history, inverse)}))
    },
    redo() {
      keepTyped()
      takeBack(store.get().history.redo.at(-1), 'Redo', inverse => store.set({history: redone(store.get().history, inverse)}))
    },
    schema(name) {
      const known = schemas.get(name)
      if (known) return known
      const loading = api.schema(name).catch(() => {
        schemas.delete(name)
        return undefined
      })
      schemas.set(name, loading)
      return loading
    },
    async createScreen(data, {schema, ...start}) {
      const created = await api.createScreen(data)
      const def = schema === undefined ? undefined : await editor.schema(schema)
      store.set({screens: byPath(await api.screens()), panel: null})
      await editor.open(created.id)
      const {draft, manifests} = store.get()
      if (!draft || draft.screen.id !== created.id) return
      const steps = startingSteps(draft.tree, manifests, created.id, {...start, schema: schema !== undefined && def ? {name: schema, def} : undefined}, newId)
      if (steps.length > 0) editor.edit(`Start ${start.title}`, steps, {select: steps.at(-1)!.nodes[0]!.id})
    },
    async changeScreen(patch) {
      const {screenId, screens} = store.get()
      const entry = screens.find(screen => screen.id === screenId)
      if (!entry) return
      await changeAtNewest(entry, patch)
      screenList.ask()
      current?.sync.refetch()
    },
    async archiveScreen() {
      const {screenId, screens} = store.get()
      const entry = screens.find(screen => screen.id === screenId)
      if (!entry) return
      await settled(store)
      await api.archiveScreen(entry.id)
      store.set({screens: byPath(await api.screens()), panel: null})
      const next = store.get().screens[0]
      if (next) await editor.open(next.id)
      else leave()
      if (entry.live === null) say('good', `“${entry.title}” is archived.`, entry.id)
      else if (await publishing.takeOff(entry.id, `Archive ${entry.title}`)) say('good', `“${entry.title}” is archived, and no longer live.`, entry.id)
    },
    async restoreScreen(id, path) {
      const {title, path: at} = await api.restoreScreen(id, path)
      store.set({screens: byPath(await api.screens()), panel: null})
      await editor.open(id)
      say('good', `“${title}” is back at ${at}. Visitors see it after the next publish.`, id)
    },
    async takeBack({screen, title, number, takeBack: steps}) {
      try {
        if (screen === store.get().screenId) return editor.edit(`Take back hot patch ${number}`, steps)
        await api.sendSteps(screen, (await api.draft(screen)).hash, steps)
        say('good', `Hot patch ${number} is out of the draft of “${title}”.`, `hot patch ${number}`)
        return true
      } catch (error) {
        say('bad', `Hot patch ${number} stays in the draft of “${title}”. ${messageOf(error)}`, `hot patch ${number}`)
        return false
      }
    },
    announce,
    show: panel => store.set({panel}),
    view: width => store.set({width}),
    say,
    dismiss: id => store.set({notices: store.get().notices.filter(notice => notice.id !== id)}),
    close() {
      current?.close()
      screenList.close()
      schemaList.close()
      stopMessages()
      stopKeeping()
      stopState()
      stopTopics()
    },
  }
  return editor
}

/** The name of the first parameter of a path. */
const pathParameter = (path: string): string | undefined => /:([A-Za-z_]\w*)/.exec(path)?.[1]

const byPath = (screens: readonly ScreenItem[]): readonly ScreenItem[] => screens.toSorted((a, b) => (a.path < b.path ? -1 : 1))

/** As far as the steps still mean something; the rest is left out. */
function stillPossible(draft: Draft, steps: readonly Step[]): readonly Step[] {
  let tree = draft.tree
  return steps.flatMap(step => {
    const result = applyStep(tree, step, {rebase: true})
    if (!result.ok) return []
    tree = result.tree
    return [result.step]
  })
}
