/** The fields as the server draws them: the same labels, classes and heights as the living form, which takes their place. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Json, JsonObject} from '../../schemas/index.ts'
import {humanize} from '../field-kind.ts'
import {type Reading, textOf, valueOf} from '../form/field-text.ts'
import type {FormField, FormKind} from '../form/form-field.ts'
import {icon} from '../icons.ts'

export function plainFields(fields: readonly FormField[], data: JsonObject, reading: Reading, readOnly: boolean): TemplateResult {
  return html`<div class="vertical-layout">${fields.map(field => html`<div class="vertical-layout-item">${plainField(field, data[field.name], reading, readOnly || field.readOnly)}</div>`)}</div>`
}

function plainField(field: FormField, value: Json | undefined, reading: Reading, readOnly: boolean): TemplateResult {
  const {id, label, help, required, wide, kind} = field
  const mark = required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing
  const hint = help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing
  if (kind === 'nested') return html`<div class="field wide nested"><p class="label-only">${label}${mark}</p>${hint}</div>`
  if (kind === 'boolean') {
    return html`<div class="field tick"><label><input class="check" type="checkbox" id=${id} name=${field.name} autocomplete="off" ?checked=${value === true} ?disabled=${readOnly} aria-describedby=${help ? `${id}-help` : nothing}><span>${label}${mark}</span></label>${hint}</div>`
  }
  return html`<div class=${wide ? 'field wide' : 'field'}>${kind === 'long-text' || kind === 'lines' ? html`<div class="label-only" id="${id}-label">${label}${mark}</div>` : html`<label for=${id} id="${id}-label">${label}${mark}</label>`}${plainInput(field, value, reading, readOnly)}${hint}</div>`
}

function plainInput(field: FormField, value: Json | undefined, reading: Reading, readOnly: boolean): TemplateResult {
  const {id, name, help, required, kind, schema} = field
  const text = textOf(field, value, reading)
  const describedBy = help ? `${id}-help` : nothing
  const needed = required ? 'true' : nothing
  if (kind === 'enum') {
    const choices = (schema.enum ?? []).filter(choice => choice !== null).map(String)
    return html`<select class="input" id=${id} name=${name} autocomplete="off" ?disabled=${readOnly} aria-describedby=${describedBy} aria-required=${needed}><option value=""></option>${choices.map(choice => html`<option value=${choice} ?selected=${choice === text}>${humanize(choice)}</option>`)}</select>`
  }
  if (kind === 'long-text' || kind === 'lines') {
    // Lit's server renderer cannot fill a text area.
    return html`<div class="input area" id=${id} role="textbox" aria-multiline="true" contenteditable=${readOnly ? 'false' : 'plaintext-only'} aria-readonly=${readOnly ? 'true' : nothing} aria-labelledby="${id}-label" aria-describedby=${describedBy} aria-required=${needed}>${text}</div>`
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
}

/** What was typed into the plain fields, before the living form takes over. */
export function readTyped(root: DocumentFragment | HTMLElement, fields: readonly FormField[], data: JsonObject, reading: Reading): Typed {
  const values = new Map<string, Json | undefined>()
  const words = new Map<string, string>()
  for (const field of fields) {
    const input = root.querySelector(`[id="${CSS.escape(field.id)}"]`)
    if (input instanceof HTMLSelectElement) {
      if (input.value !== textOf(field, data[field.name], reading)) values.set(field.name, valueOf(field, input.value, reading))
    } else if (input instanceof HTMLInputElement && input.type === 'checkbox') {
      if (input.checked !== input.defaultChecked) values.set(field.name, input.checked)
    } else if (input instanceof HTMLElement && input.isContentEditable) {
      const text = input.innerText.replaceAll('\u00a0', ' ')
      if (text !== textOf(field, data[field.name], reading)) values.set(field.name, valueOf(field, text, reading))
    } else if (input instanceof HTMLInputElement && input.value !== input.defaultValue) {
      if (field.kind !== 'link') values.set(field.name, valueOf(field, input.value, reading, data[field.name]))
      else words.set(field.name, input.value)
    }
  }
  return {values, words}
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
