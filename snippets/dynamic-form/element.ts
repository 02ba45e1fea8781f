/** The form's behaviour in the browser: takes over from the plain form, keeps what is typed through every change from outside, saves. */
import type {PropertyValues} from 'lit'
import type {JsonObject, RecordSchema, WireRecord} from '../../schemas/index.ts'
import {isComposing} from '../composing.ts'
import type {Reading} from '../form/field-text.ts'
import {type FormField, formFields} from '../form/form-field.ts'
import {patchBetween, sameValue} from '../form/merge-data.ts'
import type {FormChange, JsonFormElement, NamedFormError} from '../json-form/index.ts'
import {UiElement} from '../ui-element.ts'
import type {RecordResult, View} from '../view.ts'
import {acceptRecord, changeField, createdData, type Draft, isChanged, loseRecord, mergeRecord, settleField, startDraft} from './draft.ts'
import {draftsOf, keepDraft, type KeptDraft, takeDraft} from './kept-drafts.ts'
import {caretIn, readTyped, wholeDate} from './plain-fields.ts'
import {archiveRecord, createRecord, newKey, patchRecord, type SaveOutcome, type Sender} from './save-record.ts'

/** What the form says about itself, beside its fields. */
export type Word = {readonly tone: 'quiet' | 'good' | 'warn' | 'bad'; readonly text: string; readonly signIn?: true}

export class DynamicFormElement extends UiElement {
  static override properties: Record<string, object> = {
    ready: {state: true}, draft: {state: true}, busy: {state: true}, word: {state: true}, held: {state: true}, session: {state: true}, problems: {state: true}, confirming: {state: true}, result: {state: true},
  }
  /** The living form has taken over. */
  declare ready: boolean
  declare draft: Draft | undefined
  declare busy: boolean
  declare word: Word | undefined
  /** Paths of fields that are half filled in. */
  declare held: readonly string[]
  /** Another one: fields start anew, with whatever stood in them half-way gone. */
  declare session: number
  declare problems: readonly NamedFormError[]
  declare confirming: boolean
  /** The last that could be loaded. When its record goes away it stays only around what was typed, with nothing of the record. */
  declare result: RecordResult | undefined

  private start: JsonObject = {}
  private attempt: {readonly body: string; readonly key: string} | undefined
  private schemaKept: {readonly def: RecordSchema; readonly asked: readonly string[] | undefined; readonly schema: object} | undefined
  private composing = false
  private loading = false
  private place: Omit<KeptDraft, 'draft' | 'start'> | undefined
  private readonly guard = (event: BeforeUnloadEvent): void => event.preventDefault()
  private readonly shortcut = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's' && this.ready && (this.changed || this.matches(':focus-within'))) {
      event.preventDefault()
      void this.save()
    }
  }

  constructor() {
    super()
    this.ready = false
    this.busy = false
    this.held = []
    this.session = 0
    this.problems = []
    this.confirming = false
  }

  get changed(): boolean {
    return this.draft !== undefined && (isChanged(this.draft, this.start) || this.held.length > 0)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.shortcut)
    if (this.place && this.draft) takeDraft({...this.place, draft: this.draft})
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('keydown', this.shortcut)
    removeEventListener('beforeunload', this.guard)
    // Being moved is leaving and coming back in one go.
    queueMicrotask(() => {
      if (!this.isConnected) this.keep()
    })
  }

  /** Drafts of other records that this form was left with. */
  get kept(): readonly KeptDraft[] {
    return draftsOf(this.view?.id ?? '')
  }

  /** To the record of a kept draft. */
  goBackTo({href}: KeptDraft): void {
    this.go(href)
  }

  forget(draft: KeptDraft): void {
    takeDraft(draft)
    this.requestUpdate()
  }

  /** The fields that stand on the form, as a schema of their own: what is not shown is not checked here. The same object as long as it says the same. */
  formSchema(def: RecordSchema, asked: readonly string[] | undefined): object {
    const kept = this.schemaKept
    if (kept && sameValue(asked as never, kept.asked as never) && sameValue(def as never, kept.def as never)) return kept.schema
    const names = formFields(def, asked).map(({name}) => name)
    const whole = names.length === Object.keys(def.properties).length ? Object.fromEntries(rulesOfWhole.flatMap(rule => (def[rule] === undefined ? [] : [[rule, def[rule]]]))) : {}
    const schema = {...whole, type: 'object', ...(def['$defs'] !== undefined && {$defs: def['$defs']}), properties: Object.fromEntries(names.map(name => [name, def.properties[name]])), required: def.required?.filter(name => names.includes(name)) ?? []}
    this.schemaKept = {def, asked, schema}
    return schema
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('view')) this.follow()
    if (isGone(this.view)) this.letGo()
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    this.watch()
    if (!this.loading && this.result && !this.view?.page.designing) void this.load()
  }

  typed(event: Event): void {
    if (!this.draft) return
    const {path, data} = (event as CustomEvent<FormChange>).detail
    const name = path.split('.')[0] ?? ''
    this.draft = changeField(this.draft, name, data[name])
    this.held = this.living?.held ?? []
    if (this.word && this.word.tone !== 'warn') this.word = undefined
    const open = this.problems.filter(({pointer}) => this.living?.errors.some(error => error.pointer === pointer) ?? false)
    if (open.length < this.problems.length) this.problems = open
  }

  pressed(event: KeyboardEvent): void {
    if (isComposing(event)) return
    // Fields stand in a shadow root of their own, where Enter does not submit by itself.
    const [target] = event.composedPath()
    if (event.key !== 'Enter' || event.defaultPrevented || !(target instanceof HTMLInputElement) || target.type === 'checkbox' || !this.ready) return
    event.preventDefault()
    void this.save()
  }

  composes(event: CompositionEvent): void {
    this.composing = event.type === 'compositionstart'
  }

  settle(name: string, mine: boolean): void {
    if (this.draft) this.draft = settleField(this.draft, name, mine)
  }

  discard(): void {
    if (!this.draft) return
    this.draft = {...this.draft, mine: this.draft.id === null ? this.start : this.draft.base, contested: {}}
    this.problems = []
    this.word = undefined
    this.startFields()
  }

  toProblem(pointer: string): void {
    this.living?.focusField(pointer)
  }

  async save(): Promise<void> {
    const {living, result} = this
    if (!living || !result || this.busy || this.view?.page.designing) return
    await living.finish()
    const {draft} = this
    if (!draft || this.busy) return
    this.problems = living.validate()
    if (this.problems.length > 0) {
      this.word = undefined
      await this.updateComplete
      living.focusField(this.problems[0]!.pointer)
      return
    }
    const patch = patchBetween(draft.base, draft.mine)
    if (draft.id !== null && Object.keys(patch).length === 0) {
      this.word = {tone: 'quiet', text: 'Nothing has changed.'}
      return
    }
    this.busy = true
    this.word = {tone: 'quiet', text: 'Saving…'}
    const data = createdData(draft, this.start)
    const outcome = draft.id === null ? await createRecord(this.sender, result.schema, data, this.keyFor(data)) : await patchRecord(this.sender, result.schema, draft.id, draft.rev, patch)
    this.busy = false
    await this.conclude(outcome, draft)
  }

  async archive(): Promise<void> {
    const {draft, result} = this
    if (!draft || draft.id === null || !result || this.busy) return
    this.busy = true
    const outcome = await archiveRecord(this.sender, result.schema, draft.id, draft.rev)
    this.busy = false
    this.confirming = false
    if (outcome.kind !== 'saved') {
      await this.conclude(outcome, draft)
      return
    }
    this.draft = {...draft, mine: draft.base, contested: {}}
    this.word = {tone: 'good', text: 'Archived.'}
    this.result = {...result, record: outcome.record}
    this.watch()
    this.act('archived', {id: draft.id})
  }

  private get heldNames(): ReadonlySet<string> {
    return new Set(this.held.map(path => path.split('.')[0] ?? ''))
  }

  /** The labels of fields in which something is half typed. No draft can keep it: browsers do not give out half a date. */
  private get half(): readonly string[] {
    return this.held.map(path => this.living?.labelOf(`/${path.replaceAll('.', '/')}`) ?? path)
  }

  private get sender(): Sender {
    return {user: this.view?.page.viewer.id ?? ''}
  }

  private get living(): JsonFormElement | null {
    return this.renderRoot.querySelector('espalier-json-form')
  }

  private follow(): void {
    const source = this.view?.data['record']
    if (source?.kind !== 'record') return
    this.result = source
    const {draft} = this
    const {record, def} = source
    // The address still says "new" after this form made its record.
    if (draft && record === null && draft.id !== null) return
    if (!draft || (record?.id ?? null) !== draft.id) this.begin(def, record)
    else if (record && record.rev > draft.rev && !this.busy) this.draft = mergeRecord(draft, record, this.heldNames)
    this.place = this.placeOf(source)
  }

  /** Nothing of a record that is gone stays, but what was typed: not even when a save is answered late. */
  private letGo(): void {
    const {draft, result, place, view} = this
    // What stands in a new record is the person's own. Of a record that was let go nothing is left to go.
    if (!view || !draft || !result || draft.id === null || Object.keys(draft.base).length === 0) return
    if (this.changed) {
      this.draft = loseRecord(draft)
      this.result = {...result, record: result.record && {...result.record, data: {}}, title: result.def.title, titles: {}}
      this.place = place && {...place, title: result.def.title}
    } else if (this.ready || !this.isTypedPlain(view, draft, result)) {
      this.draft = this.result = this.place = this.word = undefined
      this.problems = []
      this.confirming = false
    }
  }

  /** Whether something was typed that the living form has not taken over yet. */
  private isTypedPlain(view: View, draft: Draft, result: RecordResult): boolean {
    const {values, words, half} = readTyped(this.renderRoot, this.fields(view, result), draft.mine, readingOf(view, result))
    return values.size + words.size + half.length > 0
  }

  private placeOf({schema, title}: RecordResult): Omit<KeptDraft, 'draft' | 'start'> {
    const {id = '', page} = this.view ?? {}
    const query = new URLSearchParams(page?.query).toString()
    return {node: id, schema, title, href: `${page?.path ?? ''}${query && `?${query}`}`}
  }

  /** Another record takes this one's place: what was typed is not gone with it. */
  private keep(): void {
    const {draft, place, start} = this
    if (draft && place && isChanged(draft, start)) keepDraft({...place, draft, start})
  }

  private begin(def: RecordSchema, record: WireRecord | null): void {
    const half = this.half
    this.keep()
    const fresh = startDraft(def, record)
    const kept = this.result && takeDraft({...this.placeOf(this.result), draft: fresh})
    this.draft = kept ? record ? mergeRecord(kept.draft, record) : kept.draft : fresh
    this.start = kept?.start ?? fresh.mine
    this.problems = []
    this.confirming = false
    this.word = half.length > 0 ? {tone: 'warn', text: `${half.join(', ')} of the record before: what was typed was not complete, and is gone.${kept ? ' What you had typed here is back, not saved yet.' : ''}`}
      : kept && {tone: 'quiet', text: 'What you had typed here is back, not saved yet.'}
    this.startFields()
  }

  private startFields(): void {
    this.session++
    this.held = []
  }

  private async load(): Promise<void> {
    this.loading = true
    try {
      await import('../json-form/index.ts')
    } catch {
      this.dispatchEvent(new CustomEvent('ui-missing', {bubbles: true, composed: true}))
      return
    }
    if (this.composing) await new Promise<void>(done => this.renderRoot.addEventListener('compositionend', () => setTimeout(done), {once: true}))
    if (this.shadowRoot) await wholeDate(this.shadowRoot)
    await this.takeOver()
  }

  /** In one task: what was typed is read, the living form stands in the plain one's place, focus and caret are where they were. */
  private async takeOver(): Promise<void> {
    const {view, draft, result} = this
    if (!view || !draft || !result) {
      this.loading = false
      return
    }
    const fields = this.fields(view, result)
    const {values, words, half} = readTyped(this.renderRoot, fields, draft.mine, readingOf(view, result))
    const active = this.shadowRoot?.activeElement
    const focused = fields.find(({id}) => id === active?.id)
    const caret = this.shadowRoot && active ? caretIn(this.shadowRoot, active) : undefined
    const mine = Object.fromEntries([...Object.entries(draft.mine).filter(([name]) => !values.has(name)), ...[...values].filter(([, value]) => value !== undefined)]) as JsonObject
    this.draft = {...draft, mine}
    this.held = [...words.keys()]
    this.ready = true
    await this.updateComplete
    if (half.length > 0) this.word = {tone: 'warn', text: `${half.join(', ')}: what was typed was not complete, and nothing was changed.`}
    for (const [name, text] of words) this.living?.typeInto(`/${name}`, text)
    if (focused) this.living?.focusField(`/${focused.name}`, caret)
  }

  private fields(view: View, result: RecordResult): readonly FormField[] {
    return formFields(result.def, view.props['fields'] as readonly string[] | undefined)
  }

  private async conclude(outcome: SaveOutcome, sent: Draft): Promise<void> {
    const {draft, living} = this
    if (!draft || !living) return
    if (draft.id !== sent.id) return this.concludeElsewhere(outcome, sent)
    if (outcome.kind === 'saved') {
      // Where the record was let go meanwhile, what was not typed is no change.
      this.draft = acceptRecord(draft, draft.rev === 0 ? loseRecord(sent).mine : sent.mine, outcome.record)
      this.attempt = undefined
      this.word = {tone: 'good', text: 'Saved.'}
      living.settle()
      // Before an action leads away: what is saved need not be guarded.
      this.watch()
      const made = sent.id === null && this.view?.on['created'] ? 'created' : 'saved'
      this.act(made, {id: outcome.record.id, rev: outcome.record.rev})
    } else if (outcome.kind === 'stale') {
      this.draft = mergeRecord(draft, outcome.record, this.heldNames)
      // Others changed other fields: mine can still be saved as they are.
      if (Object.keys(this.draft.contested).length === 0) return this.save()
      this.word = undefined
    } else if (outcome.kind === 'refused') {
      const known = outcome.fields.filter(({pointer}) => this.knows(pointer))
      living.errors = known
      this.problems = known.map(problem => ({...problem, label: living.labelOf(problem.pointer)}))
      const rest = outcome.fields.filter(problem => !known.includes(problem)).map(({pointer, message}) => `${pointer}: ${message}`)
      this.word = known.length > 0 && rest.length === 0 ? undefined : {tone: 'bad', text: [outcome.message, ...rest].join(' ')}
      await this.updateComplete
      if (known[0]) living.focusField(known[0].pointer)
    } else {
      this.word = outcome.kind === 'signed-out'
        ? {tone: 'bad', text: 'Your session has ended. What you typed is kept here: sign in in another tab, then save again.', signIn: true}
        : {tone: 'bad', text: 'The server could not be reached. What you typed is kept here; save again in a moment.'}
    }
    return undefined
  }

  /** The answer to a draft whose record has given way to another meanwhile. */
  private concludeElsewhere(outcome: SaveOutcome, sent: Draft): void {
    const kept = this.kept.find(({draft}) => draft.id === sent.id)
    if (!kept || outcome.kind !== 'saved') return
    takeDraft(kept)
    const draft = acceptRecord(kept.draft, sent.mine, outcome.record)
    if (isChanged(draft, kept.start)) keepDraft({...kept, draft})
    this.requestUpdate()
  }

  private knows(pointer: string): boolean {
    const name = pointer.split('/')[1] ?? ''
    return this.view !== undefined && this.result !== undefined && this.fields(this.view, this.result).some(field => field.name === name)
  }

  /** The same for another attempt at the same, so that a lost answer does not make two records. */
  private keyFor(data: JsonObject): string {
    const body = JSON.stringify(data)
    if (this.attempt?.body !== body) this.attempt = {body, key: newKey()}
    return this.attempt.key
  }

  private watch(): void {
    if (this.changed && !this.view?.page.designing) addEventListener('beforeunload', this.guard)
    else removeEventListener('beforeunload', this.guard)
  }
}

/** What a schema asks of a record beside its properties; to be asked where all of them stand on the form. */
const rulesOfWhole = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'propertyNames', 'minProperties', 'maxProperties']

/** Purged, archived out of sight, or not to be read any more; what merely could not be loaded now is not gone. */
function isGone(view: View | undefined): boolean {
  const source = view?.data['record']
  return source?.kind === 'failed' && (source.code === 'not-found' || source.code === 'forbidden')
}

export const readingOf = ({page}: Pick<View, 'page'>, {titles}: RecordResult): Reading => ({locale: page.locale, timeZone: page.timeZone, titles})
