/** `<espalier-json-form>`: a form from a JSON Schema. Draws with JSON Forms, seals it in a shadow root, and speaks only data to the outside. */
import {h, type JSX, options as preact, render} from 'preact'
import type {Json, JsonObject, PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {drawOwn} from '../draw-own.ts'
import {fieldLabel} from '../field-kind.ts'
import {formStyles} from '../form/form-styles.ts'
import {sameValue} from '../form/merge-data.ts'
import {isItem, parentOf, pathOf, valueAt} from './data-path.ts'
import {fieldLayout} from './field-layout.ts'
import {ajv, FormApp, type FormHandle, type FormState} from './form-app.ts'
import type {Held} from './form-context.ts'
import {createLookup} from './lookup.ts'
import {whenReleased} from './when-released.ts'

/** What a person changed: the field's path, and all of the form's data after it. */
export interface FormChange {readonly path: string; readonly data: JsonObject}
/** `pointer` is a JSON Pointer into the data: `/email`, `/lines/0/sku`. */
export interface FormError {readonly pointer: string; readonly message: string}
export interface NamedFormError extends FormError {/** The field's name for a person. */ readonly label: string}

type FormSchema = Pick<RecordSchema, 'properties'> & {readonly [keyword: string]: unknown}

const lookup = createLookup()
const noSchema: FormSchema = {type: 'object', properties: {}}

const drawn = new Set<ShadowRoot>()
// What components draw by themselves, in whichever form they are.
preact.debounceRendering = draw => queueMicrotask(() => drawOwn(drawn, draw))

/**
 * Says `json-form-change` with `detail: {path, data}` at every change a person makes, at once, and when a field begins or ceases to be half filled in. Setting `data` changes
 * only the fields that differ: what is being typed in others, the focus and the caret stay. Everything may be set before or after it stands in a document.
 */
export class JsonFormElement extends HTMLElement {
  #schema: FormSchema = noSchema
  #uischema: object | undefined
  #start: JsonObject = {}
  #state: FormState = {data: {}, errors: []}
  #readonly = false
  #locale = 'en'
  #timeZone = 'UTC'
  #titles: {readonly [id: string]: string} = {}
  #learned: {readonly [id: string]: string} = {}
  #editors: {readonly [editor: string]: string} = {}
  #refused: ReadonlyMap<string, string> = new Map()
  #left: ReadonlySet<string> = new Set()
  #stored: JsonObject | undefined
  #held: ReadonlyMap<string, Held> = new Map()
  #showAll = false
  /** The path that a person is changing now. */
  #changing: string | undefined
  #queued = false
  readonly #handle: FormHandle = {set: undefined}
  readonly #root: ShadowRoot

  constructor() {
    super()
    this.#root = this.attachShadow({mode: 'open'})
    this.#root.adoptedStyleSheets = formStyles.map(({styleSheet}) => styleSheet).filter(sheet => sheet !== undefined)
  }

  /** An object schema. */
  get schema(): FormSchema {
    return this.#schema
  }

  set schema(schema: FormSchema) {
    if (schema === this.#schema) return
    this.#schema = schema
    this.#draw()
  }

  /** A JSON Forms UI schema; absent: one field per property, in the schema's order. */
  get uischema(): object | undefined {
    return this.#uischema
  }

  set uischema(uischema: object | undefined) {
    if (sameValue(uischema as Json | undefined, this.#uischema as Json | undefined)) return
    this.#uischema = uischema
    this.#draw()
  }

  get data(): JsonObject {
    return this.#state.data
  }

  set data(data: JsonObject) {
    if (!this.#handle.set) {
      this.#start = data
      this.#state = {data, errors: []}
      return
    }
    const now = this.#state.data
    for (const name of new Set([...Object.keys(now), ...Object.keys(data)])) {
      if (!sameValue(now[name], data[name])) this.#handle.set(name, data[name] ?? undefined)
    }
  }

  /** The record as it is stored; undefined for a new one. What still is as stored is not checked, whatever the schema says of it by now. */
  get stored(): JsonObject | undefined {
    return this.#stored
  }

  set stored(stored: JsonObject | undefined) {
    if (stored === this.#stored) return
    this.#stored = stored
    this.#draw()
  }

  /** Paths of fields whose value is not there yet: half a date, words that no record answers to. */
  get held(): readonly string[] {
    return [...this.#held.keys()]
  }

  /** What the server refused, shown at the fields until they change. */
  get errors(): readonly FormError[] {
    return [...this.#refused].map(([path, message]) => ({pointer: `/${path.replaceAll('.', '/')}`, message}))
  }

  set errors(errors: readonly FormError[]) {
    this.#refused = new Map(errors.map(({pointer, message}) => [pathOf(pointer), message]))
    this.#draw()
  }

  get readonly(): boolean {
    return this.#readonly
  }

  set readonly(readonly: boolean) {
    if (readonly === this.#readonly) return
    this.#readonly = readonly
    this.#draw()
  }

  /** BCP 47. */
  set locale(locale: string) {
    this.#locale = locale
    this.#draw()
  }

  /** IANA, for dates with a time. */
  set timeZone(timeZone: string) {
    this.#timeZone = timeZone
    this.#draw()
  }

  /** What linked records are called, by id. */
  set titles(titles: {readonly [id: string]: string}) {
    if (sameValue(titles, this.#titles)) return
    this.#titles = titles
    this.#draw()
  }

  /** Custom elements by `x-editor`: the fields whose schema names one are edited by it (see `FieldEditor`). */
  set editors(editors: {readonly [editor: string]: string}) {
    this.#editors = editors
    this.#draw()
  }

  connectedCallback(): void {
    drawn.add(this.#root)
    this.#drawNow()
  }

  disconnectedCallback(): void {
    // Being moved is leaving and coming back in one go; only who stays away is taken down.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#start = this.#state.data
      this.#handle.set = undefined
      drawn.delete(this.#root)
      drawOwn([this.#root], () => render(null, this.#root))
    })
  }

  /** With it `moveBefore` is silent. */
  connectedMoveCallback(): void {}

  /** Brings to a value what a person left half-way, where that can be: waits for answers that are on their way. */
  async finish(): Promise<void> {
    await Promise.all([...this.#held.values()].map(held => held.finish?.()))
  }

  /** Shows every error from now on, and gives them in the order of the fields. What is as it is stored has none. */
  validate(): readonly NamedFormError[] {
    this.#showAll = true
    this.#refused = new Map()
    this.#look()
    this.#draw()
    const held = [...this.#held].map(([path, {message}]) => ({pointer: `/${path.replaceAll('.', '/')}`, message}))
    const failed = (this.#state.errors ?? []).map(error => {
      const {missingProperty} = error.params as {readonly missingProperty?: string}
      return {pointer: missingProperty === undefined ? error.instancePath : `${error.instancePath}/${missingProperty}`, message: error.message ?? '', keyword: error.keyword}
    })
    const own = failed.filter(({pointer, keyword}) => !this.#isAsStored(pathOf(pointer)) && !(pointer === '' && this.#failedBefore(keyword)) && !held.some(one => one.pointer === pointer))
    const order = Object.keys(this.#schema.properties)
    return [...held, ...own]
      .map(({pointer, message}) => ({pointer, message, label: pointer === '' ? 'The form' : this.labelOf(pointer)}))
      .toSorted((a, b) => order.indexOf(a.pointer.split('/')[1] ?? '') - order.indexOf(b.pointer.split('/')[1] ?? ''))
  }

  /** Errors are hidden again until a field is left. */
  settle(): void {
    this.#showAll = false
    this.#left = new Set()
    this.#refused = new Map()
    this.#draw()
  }

  #isAsStored(path: string): boolean {
    if (this.#stored === undefined || path === '') return false
    const now = valueAt(this.#state.data, path)
    const list = isItem(path) ? valueAt(this.#stored, parentOf(path)) : undefined
    // Items change places.
    return sameValue(valueAt(this.#stored, path), now) || Array.isArray(list) && list.some(item => sameValue(item as Json, now))
  }

  /** Whether the record, as it is stored, breaks a rule about the whole of it. */
  #failedBefore(keyword: string): boolean {
    if (!this.#stored) return false
    const check = ajv.compile(this.#schema)
    check(this.#stored)
    return check.errors?.some(error => error.instancePath === '' && error.keyword === keyword) ?? false
  }

  /** Asks what the browser does not tell by an event: whether a date stands half-way. */
  #look(): void {
    for (const control of this.#root.querySelectorAll<HTMLInputElement>('input[type="date"], input[type="datetime-local"]')) {
      if (control.validity.badInput !== this.#held.has(control.id.replace('field-', ''))) control.dispatchEvent(new Event('input', {bubbles: true}))
    }
  }

  #change(path: string, value: Json | undefined): void {
    const outer = parentOf(path)
    // What was begun here and is emptied again was never there.
    if (value === undefined && outer !== '' && !isItem(path) && this.#startOf(outer) === undefined && !isItem(outer) && isAlone(valueAt(this.#state.data, outer), path)) return this.#change(outer, undefined)
    this.#changing = path
    // An item without a value keeps its place.
    this.#handle.set?.(path, value === undefined && isItem(path) ? null : value)
    this.#changing = undefined
  }

  #startOf(path: string): Json | undefined {
    return valueAt(this.#stored ?? this.#start, path)
  }

  #hold(path: string, held: Held | undefined): void {
    if (held === undefined && !this.#held.has(path) || held !== undefined && held.message === this.#held.get(path)?.message && held.finish === this.#held.get(path)?.finish) return
    const others = [...this.#held].filter(([one]) => one !== path)
    this.#held = new Map(held ? [...others, [path, held]] : others)
    this.#say(path)
    this.#draw()
  }

  #say(path: string): void {
    this.dispatchEvent(new CustomEvent<FormChange>('json-form-change', {bubbles: true, composed: true, detail: {path, data: this.#state.data}}))
  }

  /** The name of the field at a pointer, for a person. */
  labelOf(pointer: string): string {
    const [, name = ''] = pointer.split('/')
    return fieldLabel(name, Object.hasOwn(this.#schema.properties, name) ? this.#schema.properties[name] as PropertySchema : undefined)
  }

  /** False when there is no such field. `caret`: where it stood in a text. */
  focusField(pointer: string, caret?: {readonly start: number; readonly end: number}): boolean {
    const input = this.#root.getElementById(`field-${pathOf(pointer)}`)
    if (!input) return false
    input.focus()
    if (caret && (input instanceof HTMLTextAreaElement || input instanceof HTMLInputElement && /^(text|search|url|tel)$/.test(input.type))) input.setSelectionRange(caret.start, caret.end)
    return true
  }

  /** Puts words into a field as if they were typed, where they stand for no value yet: the beginning of a search. */
  typeInto(pointer: string, words: string): void {
    const input = this.#root.getElementById(`field-${pathOf(pointer)}`)
    if (!(input instanceof HTMLInputElement)) return
    input.value = words
    input.dispatchEvent(new Event('input', {bubbles: true}))
  }

  override focus(options?: FocusOptions): void {
    this.#root.querySelector<HTMLElement>('input, select, textarea')?.focus(options)
  }

  #draw(): void {
    if (!this.#handle.set || this.#queued) return
    this.#queued = true
    queueMicrotask(() => {
      this.#queued = false
      if (this.isConnected) this.#drawNow()
    })
  }

  #drawNow(): void {
    drawOwn([this.#root], () => render(this.#app(), this.#root))
  }

  #app(): JSX.Element {
    return h(FormApp, {
      schema: this.#schema,
      uischema: this.#uischema ?? layoutOf(this.#schema),
      data: this.#start,
      handle: this.#handle,
      onState: state => this.#follow(state),
      context: {
        reading: {locale: this.#locale, timeZone: this.#timeZone, titles: {...this.#titles, ...this.#learned}},
        readonly: this.#readonly, left: this.#left, showAll: this.#showAll, refused: this.#refused, held: this.#held, lookup, editors: this.#editors,
        startOf: path => this.#startOf(path),
        isAsStored: path => this.#isAsStored(path),
        change: (path, value) => this.#change(path, value),
        hold: (path, held) => this.#hold(path, held),
        leave: path => {
          if (this.#left.has(path)) return
          whenReleased(() => {
            this.#left = new Set([...this.#left, path])
            this.#draw()
          })
        },
        learn: (id, title) => {
          this.#learned = {...this.#learned, [id]: title}
          this.#draw()
        },
      },
    })
  }

  #follow(state: FormState): void {
    const before = this.#state.data
    this.#state = state
    if (before === state.data) return
    const forgiven = [...this.#refused].filter(([path]) => sameValue(valueAt(before, path), valueAt(state.data, path)))
    if (forgiven.length < this.#refused.size) {
      this.#refused = new Map(forgiven)
      this.#draw()
    }
    // What nobody changed - a default filled in, a value tidied up - is no change of the form.
    if (this.#handle.set && this.#changing !== undefined) this.#say(this.#changing)
  }
}

const layouts = new WeakMap<object, object>()

// The same object for the same schema: JSON Forms starts anew where it is given another.
function layoutOf(schema: FormSchema): object {
  const known = layouts.get(schema)
  if (known) return known
  const made = fieldLayout(schema)
  layouts.set(schema, made)
  return made
}

/** Whether the object holds nothing beside what stands at `path`. */
function isAlone(holder: Json | undefined, path: string): boolean {
  return typeof holder === 'object' && holder !== null && Object.keys(holder).every(name => path.endsWith(`.${name}`))
}
