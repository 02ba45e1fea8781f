/** The fields as the server draws them: the same labels, classes and heights as the living form, which takes their place. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Json, JsonObject} from '../../schemas/index.ts'
import {keyOf, offeredChoices} from '../form/choices.ts'
import {type Reading, textOf} from '../form/field-text.ts'
import {fieldOf, type FormField, type FormKind} from '../form/form-field.ts'
import {paperText} from '../form/paper-text.ts'
import {type ReadControl, readControl, readText} from '../form/read-control.ts'
import {icon} from '../icons.ts'

export function plainFields(fields: readonly FormField[], data: JsonObject, reading: Reading, readOnly: boolean): TemplateResult {
  return html`<div class="vertical-layout">${fields.map(field => html`<div class="vertical-layout-item">${plainField(fieldOf(field, data[field.name]), data[field.name], reading, readOnly || field.readOnly)}</div>`)}</div>`
}

function plainField(field: FormField, value: Json | undefined, reading: Reading, readOnly: boolean): TemplateResult {
  const {id, label, help, required, wide, kind} = field
  const mark = required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing
  const hint = help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing
  if (kind === 'nested' || kind === 'json') return html`<div class="field wide nested"><p class="label-only">${label}${mark}</p>${hint}</div>`
  if (kind === 'boolean') {
    return html`<div class="field tick"><label><input class="check" type="checkbox" id=${id} name=${field.name} autocomplete="off" ?checked=${value === true} ?disabled=${readOnly} aria-describedby=${help ? `${id}-help` : nothing}><span>${label}${mark}</span></label>${hint}</div>`
  }
  return html`<div class=${wide ? 'field wide' : 'field'} data-paper=${paperText(field, value, reading) ?? nothing}>${kind === 'long-text' || kind === 'lines' ? html`<div class="label-only" id="${id}-label">${label}${mark}</div>` : html`<label for=${id} id="${id}-label">${label}${mark}</label>`}${plainInput(field, value, reading, readOnly)}${hint}</div>`
}

function plainInput(field: FormField, value: Json | undefined, reading: Reading, readOnly: boolean): TemplateResult {
  const {id, name, help, required, kind, schema} = field
  const text = textOf(field, value, reading)
  const describedBy = help ? `${id}-help` : nothing
  const needed = required ? 'true' : nothing
  if (kind === 'enum') {
    const choices = offeredChoices(schema, value)
    const chosen = keyOf(choices, value)
    return html`<select class="input" id=${id} name=${name} autocomplete="off" ?disabled=${readOnly} aria-describedby=${describedBy} aria-required=${needed}><option value=""></option>${choices.map(({key, label}) => html`<option value=${key} ?selected=${key === chosen}>${label}</option>`)}</select>`
  }
  if (kind === 'long-text' || kind === 'lines') {
    // Lit's server renderer cannot fill a text area.
    return html`<div class="input area" id=${id} role="textbox" aria-multiline="true" translate="no" contenteditable=${readOnly ? 'false' : 'plaintext-only'} aria-readonly=${readOnly ? 'true' : nothing} aria-labelledby="${id}-label" aria-describedby=${describedBy} aria-required=${needed}>${text}</div>`
  }
  const look = kind === 'number' || kind === 'integer' || kind === 'currency' ? 'input number' : 'input'
  const mode = kind === 'integer' ? 'numeric' : kind === 'number' || kind === 'currency' ? 'decimal' : nothing
  const input = html`<input class=${look} type=${types[kind] ?? 'text'} id=${id} name=${name} autocomplete="off" inputmode=${mode} value=${text} placeholder=${kind === 'link' ? 'Search' : nothing} ?readonly=${readOnly} aria-describedby=${describedBy} aria-required=${needed}>`
  if (kind === 'currency') return html`<div class="with-unit">${input}<span class="unit">${schema['x-currency']}</span></div>`
  return kind === 'link' ? html`<div class="combo">${input}<span class="mark">${icon(text ? 'cross' : 'search')}</span></div>` : input
}

const types: {readonly [K in FormKind]?: string} = {'email': 'email', 'url': 'url', 'date': 'date', 'date-time': 'datetime-local'}

export interface Typed {
  /** Values of the fields that a person changed; undefined where one was emptied. */
  readonly values: ReadonlyMap<string, Json | undefined>
  /** What was typed into links: words that are no value yet. */
  readonly words: ReadonlyMap<string, string>
  /** Labels of dates that are not complete: nothing can carry them over. */
  readonly half: readonly string[]
}

/** What was typed into the plain fields, before the living form takes over. */
export function readTyped(root: DocumentFragment | HTMLElement, fields: readonly FormField[], data: JsonObject, reading: Reading): Typed {
  const values = new Map<string, Json | undefined>()
  const words = new Map<string, string>()
  const half: string[] = []
  for (const plain of fields) {
    const stored = data[plain.name]
    const field = fieldOf(plain, stored)
    const input = root.querySelector<HTMLElement>(`[id="${CSS.escape(field.id)}"]`)
    const read = input && readPlain(input, field, reading, stored)
    if (read?.kind === 'half') half.push(field.label)
    if (read?.kind !== 'typed') continue
    if (field.kind === 'link' && read.value !== undefined) words.set(field.name, String(read.value))
    else values.set(field.name, read.value)
  }
  return {values, words, half}
}

function readPlain(input: HTMLElement, field: FormField, reading: Reading, stored: Json | undefined): ReadControl | undefined {
  if (input instanceof HTMLSelectElement) return readControl(input, field, reading, stored)
  // What the page's parser made of the value is what a person saw.
  if (input instanceof HTMLInputElement) return readControl(input, field, reading, stored, input.defaultValue)
  if (!input.isContentEditable) return undefined
  const drawn = parsedText(textOf(field, stored, reading))
  if (input.textContent === drawn || input.innerText === drawn) return {kind: 'untouched'}
  return readText(input.innerText, field, reading, stored)
}

/** As the page's parser reads it. */
const parsedText = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

/** Resolves when no date stands half-typed under a person's hands. */
export async function wholeDate(root: ShadowRoot): Promise<void> {
  for (let active = root.activeElement; active instanceof HTMLInputElement && active.validity.badInput; active = root.activeElement) {
    const field = active
    await new Promise<void>(done => {
      for (const event of ['input', 'keyup', 'blur']) field.addEventListener(event, () => setTimeout(done), {once: true})
    })
  }
}

/** Where the caret stands in a plain field; undefined where the browser does not tell. */
export function caretIn(root: ShadowRoot, field: Element): {readonly start: number; readonly end: number} | undefined {
  if (field instanceof HTMLInputElement) return field.selectionStart === null ? undefined : {start: field.selectionStart, end: field.selectionEnd ?? field.selectionStart}
  if (!(field instanceof HTMLElement) || !field.isContentEditable) return undefined
  // Only Chromium lets a shadow root tell its selection; elsewhere the caret goes to the end.
  const selection = 'getSelection' in root ? (root.getSelection as () => Selection | null)() : null
  const end = field.innerText.length
  if (!selection || selection.rangeCount === 0) return {start: end, end}
  const selected = selection.getRangeAt(0)
  const before = document.createRange()
  before.selectNodeContents(field)
  before.setEnd(selected.startContainer, selected.startOffset)
  const start = before.toString().length
  return {start, end: start + selected.toString().length}
}
