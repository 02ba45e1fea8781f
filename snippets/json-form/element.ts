/** `<espalier-json-form>`: a form from a JSON Schema. Draws with JSON Forms, seals it in a shadow root, and speaks only data to the outside. */
import {h, render} from 'preact'
import type {Json, JsonObject, PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {fieldLabel} from '../field-kind.ts'
import {formStyles} from '../form/form-styles.ts'
import {sameValue} from '../form/merge-data.ts'
import {fieldLayout} from './field-layout.ts'
import {FormApp, type FormHandle, type FormState} from './form-app.ts'
import {createLookup} from './lookup.ts'
import {whenReleased} from './when-released.ts'

/** `pointer` is a JSON Pointer into the data: `/email`, `/lines/0/sku`. */
export interface FormError {readonly pointer: string; readonly message: string}
export interface NamedFormError extends FormError {/** The field's name for a person. */ readonly label: string}

type FormSchema = Pick<RecordSchema, 'properties'> & {readonly [keyword: string]: unknown}

const lookup = createLookup()
const noSchema: FormSchema = {type: 'object', properties: {}}

/**
 * Says `json-form-change` with `detail: {data}` at every change a person makes, at once. Setting `data` changes only the fields that differ: what is being typed in others,
 * the focus and the caret stay. Everything may be set before or after it stands in a document.
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
  #showAll = false
  #quiet = false
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
    this.#quiet = true
    const now = this.#state.data
    for (const name of new Set([...Object.keys(now), ...Object.keys(data)])) {
      if (!sameValue(now[name], data[name])) this.#handle.set(name, data[name] ?? undefined)
    }
    this.#quiet = false
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
    this.#drawNow()
  }

  disconnectedCallback(): void {
    // Being moved is leaving and coming back in one go; only who stays away is taken down.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#start = this.#state.data
      this.#handle.set = undefined
      render(null, this.#root)
    })
  }

  /** With it `moveBefore` is silent. */
  connectedMoveCallback(): void {}

  /** Shows every error from now on, and gives them in the order of the fields. */
  validate(): readonly NamedFormError[] {
    this.#showAll = true
    this.#refused = new Map()
    this.#draw()
    const errors = (this.#state.errors ?? []).map(error => {
      const {missingProperty} = error.params as {readonly missingProperty?: string}
      const pointer = missingProperty === undefined ? error.instancePath : `${error.instancePath}/${missingProperty}`
      return {pointer, message: error.message ?? '', label: this.labelOf(pointer)}
    })
    const order = Object.keys(this.#schema.properties)
    return errors.toSorted((a, b) => order.indexOf(a.pointer.split('/')[1] ?? '') - order.indexOf(b.pointer.split('/')[1] ?? ''))
  }

  /** Errors are hidden again until a field is left. */
  settle(): void {
    this.#showAll = false
    this.#left = new Set()
    this.#refused = new Map()
    this.#draw()
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
    render(h(FormApp, {
      schema: this.#schema,
      uischema: this.#uischema ?? layoutOf(this.#schema),
      data: this.#start,
      handle: this.#handle,
      onState: state => this.#follow(state),
      context: {
        reading: {locale: this.#locale, timeZone: this.#timeZone, titles: {...this.#titles, ...this.#learned}},
        readonly: this.#readonly, left: this.#left, showAll: this.#showAll, refused: this.#refused, lookup, editors: this.#editors,
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
    }), this.#root)
  }

  #follow(state: FormState): void {
    const before = this.#state.data
    this.#state = state
    if (before === state.data) return
    const forgiven = [...this.#refused].filter(([path]) => sameValue(at(before, path), at(state.data, path)))
    if (forgiven.length < this.#refused.size) {
      this.#refused = new Map(forgiven)
      this.#draw()
    }
    if (this.#handle.set && !this.#quiet) this.dispatchEvent(new CustomEvent('json-form-change', {bubbles: true, composed: true, detail: {data: state.data}}))
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

const pathOf = (pointer: string): string => pointer.replace(/^\//, '').replaceAll('/', '.')
const at = (data: JsonObject, path: string): Json | undefined => path.split('.').reduce<Json | undefined>((value, name) => (typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined), data)
