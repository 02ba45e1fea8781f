/** The control for one prop, by what its schema says. */
import {html, nothing, type TemplateResult} from 'lit'
import {live} from 'lit/directives/live.js'
import {labelOf, type Json, type RecordSchema} from '../../schemas/index.ts'
import type {PropSchema} from '../../snippets/index.ts'
import {iconChoice} from './icon-choice.ts'
import {readable} from '../commands/readable.ts'
import {typing} from '../shell/typing.ts'
import {jsonText} from './json-input.ts'
import {listField} from './list-field.ts'

export interface ControlInit {
  readonly schema: PropSchema
  readonly value: Json | undefined
  readonly id: string
  readonly described: string | typeof nothing
  readonly invalid: boolean
  readonly label: string
  /** How the viewer writes numbers: BCP 47. */
  readonly locale: string
  /** The schema that the node's first source reads, where it is known. */
  readonly bound: RecordSchema | undefined
  readonly schemas: readonly {readonly name: string; readonly title: string}[]
  readonly paths: readonly string[]
  /** Undefined unsets: the default then counts. */
  readonly onChange: (value: Json | undefined) => void
  /** Tells those who do not see what was done. */
  readonly announce: (text: string) => void
}

type ControlKind = 'choice' | 'boolean' | 'number' | 'text' | 'long-text' | 'path' | 'icon' | 'schema' | 'property' | 'properties' | 'json'

export const controlKind = ({type, enum: choices, items, 'x-editor': editor}: PropSchema): ControlKind => {
  if (choices) return 'choice'
  if (editor === 'schema' || editor === 'property' || editor === 'properties' || editor === 'path' || editor === 'icon') return editor
  if (type === 'boolean') return 'boolean'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'string') return editor === 'text' ? 'long-text' : 'text'
  return type === 'array' && items?.type === 'string' ? 'properties' : 'json'
}

/** True where the control is more than one form control. */
export const isGroup = (schema: PropSchema): boolean => {
  const kind = controlKind(schema)
  return kind === 'properties' || kind === 'icon' || (kind === 'choice' && isShort(schema))
}

const controls: {readonly [K in ControlKind]: (init: ControlInit) => TemplateResult} = {choice, boolean, number, text: shortText, 'long-text': longText, path, icon, schema: schemaChoice, property, properties, json}

export const propControl = (init: ControlInit): TemplateResult => controls[controlKind(init.schema)](init)

const isShort = ({enum: choices = []}: PropSchema): boolean => choices.length <= 4 && choices.map(String).join('').length <= 22

function choice(init: ControlInit): TemplateResult {
  const {schema, value, id, described, invalid, onChange} = init
  const current = value ?? schema.default
  const choices = schema.enum ?? []
  if (isShort(schema)) {
    return html`<div class="segments">${choices.map(option => html`
      <button type="button" aria-pressed=${JSON.stringify(option) === JSON.stringify(current)} @click=${() => onChange(option)}>${words(option)}</button>`)}</div>`
  }
  return html`
    <select class="input" id=${id} aria-describedby=${described} aria-invalid=${invalid || nothing} @change=${(event: Event) => onChange(JSON.parse((event.target as HTMLSelectElement).value) as Json)}>
      ${current === undefined ? html`<option value="null" .selected=${live(true)}>Choose</option>` : nothing}
      ${choices.map(option => html`<option value=${JSON.stringify(option)} .selected=${live(JSON.stringify(option) === JSON.stringify(current))}>${words(option)}</option>`)}
    </select>`
}

function boolean({schema, value, id, described, onChange}: ControlInit): TemplateResult {
  return html`<input type="checkbox" role="switch" class="switch" id=${id} aria-describedby=${described} .checked=${live((value ?? schema.default) === true)} @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}>`
}

function number({schema, value, id, described, invalid, locale, onChange}: ControlInit): TemplateResult {
  return html`<designer-number .fieldId=${id} .described=${described === nothing ? undefined : described} .invalid=${invalid} .whole=${schema.type === 'integer'} .locale=${locale} .placeholder=${placeholder(schema)} .value=${value}
    @number-change=${(event: CustomEvent<number | null>) => onChange(event.detail ?? undefined)}></designer-number>`
}

function shortText({schema, value, id, described, invalid, onChange}: ControlInit): TemplateResult {
  return html`<input class="input" type="text" id=${id} aria-describedby=${described} aria-invalid=${invalid || nothing} maxlength=${schema.maxLength ?? nothing} placeholder=${placeholder(schema)}
    ${typedText({schema, value, id, onChange})}>`
}

function longText({schema, value, id, described, invalid, onChange}: ControlInit): TemplateResult {
  return html`<textarea class="input" rows="3" id=${id} aria-describedby=${described} aria-invalid=${invalid || nothing} placeholder=${placeholder(schema)} ${typedText({schema, value, id, onChange})}></textarea>`
}

function path(init: ControlInit): TemplateResult {
  return html`
    <input class="input" type="text" id=${init.id} list="${init.id}-paths" aria-describedby=${init.described} aria-invalid=${init.invalid || nothing} placeholder=${placeholder(init.schema)} ${typedText(init, 'leave')}>
    <datalist id="${init.id}-paths">${init.paths.map(each => html`<option value=${each}></option>`)}</datalist>`
}

function icon({value, id, described, onChange}: ControlInit): TemplateResult {
  return iconChoice({id, described, value: typeof value === 'string' ? value : undefined, onChange})
}

function schemaChoice({value, id, described, schemas, onChange}: ControlInit): TemplateResult {
  return html`
    <select class="input" id=${id} aria-describedby=${described} @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value || undefined)}>
      <option value="" .selected=${live(!value)}>None</option>
      ${schemas.map(({name, title}) => html`<option value=${name} .selected=${live(name === value)}>${title}</option>`)}
    </select>`
}

function property({value, id, described, bound, onChange}: ControlInit): TemplateResult {
  return html`
    <select class="input" id=${id} aria-describedby=${described} ?disabled=${!bound} @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value || undefined)}>
      <option value="" .selected=${live(!value)}>${bound ? 'None' : 'Choose what it shows first'}</option>
      ${readable(bound).map(name => html`<option value=${name} .selected=${live(name === value)}>${labelOf(name, bound!)}</option>`)}
    </select>`
}

function properties({value, label, bound, onChange, announce}: ControlInit): TemplateResult {
  const chosen = Array.isArray(value) ? value.map(String) : []
  return listField({
    label, items: chosen.map(name => ({value: name, label: bound ? labelOf(name, bound) : name})),
    choices: readable(bound).filter(name => !chosen.includes(name)).map(name => ({value: name, label: labelOf(name, bound!)})),
    none: bound ? 'Chosen by the schema' : 'Choose what it shows first',
    onChange: names => onChange(names.length > 0 ? [...names] : undefined), announce,
  })
}

function json({value, id, described, onChange}: ControlInit): TemplateResult {
  return html`<designer-json .fieldId=${id} .described=${described === nothing ? undefined : described} .value=${jsonText(value)} @json-change=${(event: CustomEvent<{readonly value: Json | undefined}>) => onChange(event.detail.value)}></designer-json>`
}

const words = (value: Json): string => {
  const text = String(value)
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ')
}
const asText = (value: Json | undefined): string => typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
const placeholder = ({default: preset}: PropSchema): string => preset === undefined || preset === '' ? '' : String(preset)

/** An emptied field leaves the prop out, so that its default counts; without a default it is empty. */
function typedText({schema: {default: preset}, value, id, onChange}: Pick<ControlInit, 'schema' | 'value' | 'id' | 'onChange'>, on: 'input' | 'leave' = 'input'): ReturnType<typeof typing> {
  const save = (text: string): void => onChange(text === '' && (preset === undefined || preset === '') ? undefined : text)
  return typing({key: id, value: asText(value), save, restore: () => onChange(value), on})
}
