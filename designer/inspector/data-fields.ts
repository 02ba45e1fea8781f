/** What a node shows: each of its sources bound to a schema, with filter, sort and more. */
import {html, nothing, type TemplateResult} from 'lit'
import {live} from 'lit/directives/live.js'
import type {DataSource, ExpressionTypes} from '../../ast/index.ts'
import {isNumber} from '../commands/choose-schema.ts'
import {labelOf, linkOf, type Json, type RecordSchema} from '../../schemas/index.ts'
import type {DataNeed} from '../../snippets/index.ts'
import {readable} from '../commands/readable.ts'
import {typing} from '../shell/typing.ts'
import {field} from './field.ts'
import {listField} from './list-field.ts'
import {type NodeView, schemaChoices} from './node-view.ts'
import {valueField} from './value-field.ts'

export function dataFields(view: NodeView): TemplateResult | typeof nothing {
  const needs = Object.entries(view.manifest.data ?? {}).filter(([, need]) => need.kind !== 'navigation')
  if (needs.length === 0) return nothing
  return html`${needs.map(([name, need]) => sourceFields(view, name, need, needs.length > 1))}`
}

function sourceFields(view: NodeView, name: string, need: DataNeed, several: boolean): TemplateResult {
  const {node, problems, schemas, loaded} = view
  const bound = node.data?.[name]
  const schema = bound && loaded.get(bound.from)
  const choose = (event: Event): void => {
    const from = (event.target as HTMLSelectElement).value
    view.choose(name, from === '' ? undefined : from)
  }
  const pointer = `/data/${name}`
  return html`
    ${several ? html`<h4>${need.title}</h4>` : nothing}
    ${field({
      pointer: `${pointer}/from`, label: 'Records of', required: need.required === true, problems: problems.map(problem => problem.pointer === pointer ? {...problem, pointer: `${pointer}/from`} : problem),
      control: ({id, described, invalid}) => html`
        <select class="input" id=${id} aria-describedby=${described} aria-invalid=${invalid || nothing} @change=${choose}>
          <option value="" .selected=${live(!bound)}>${need.required ? 'Choose a schema' : 'Nothing'}</option>
          ${schemaChoices(schemas).map(item => html`<option value=${item.name} .selected=${live(item.name === bound?.from)}>${item.title}</option>`)}
          ${bound && !schemas.some(item => item.name === bound.from) ? html`<option value=${bound.from} .selected=${live(true)}>${bound.from}</option>` : nothing}
        </select>`,
    })}
    ${bound ? kinds[need.kind === 'navigation' ? 'list' : need.kind]({view, name, source: bound, schema, pointer}) : nothing}`
}

interface Binding {readonly view: NodeView; readonly name: string; readonly source: DataSource; readonly schema: RecordSchema | undefined; readonly pointer: string}

const kinds = {
  list: (binding: Binding) => html`${where(binding)}${sort(binding)}${limit(binding)}${expand(binding)}`,
  record: (binding: Binding) => html`${recordId(binding)}${expand(binding)}`,
  number: (binding: Binding) => html`${measure(binding)}${where(binding)}`,
} as const

function where({view, name, source, schema, pointer}: Binding): TemplateResult {
  const types: ExpressionTypes = {record: schema ? {record: schema} : 'any', ...without(view.types, 'record')}
  return field({
    pointer: `${pointer}/where`, label: 'Only those where', problems: view.problems,
    control: ({id, described}) => html`
      <designer-expression .fieldId=${id} .described=${described === nothing ? undefined : described} .value=${source.where ?? ''} .types=${types} .expected=${'boolean'} .placeholder=${exampleFilter(schema)}
        @expression-change=${(event: CustomEvent<string>) => view.set(['data', name, 'where'], event.detail || undefined, 'Change the filter')}></designer-expression>`,
  })
}

function sort({view, name, source, schema, pointer}: Binding): TemplateResult {
  const keys = source.sort ?? []
  const change = (next: readonly string[]): void => view.set(['data', name, 'sort'], next.length > 0 ? [...next] : undefined, 'Change the order')
  return field({
    pointer: `${pointer}/sort`, label: 'In the order of', problems: view.problems, group: true,
    control: () => listField({
      label: 'the order', none: 'No order chosen', most: 3,
      items: keys.map(key => ({
        value: key, label: schema ? labelOf(bare(key), schema) : bare(key),
        extra: html`<button type="button" class="tiny words" aria-label="${key.startsWith('-') ? 'Descending' : 'Ascending'}: change the direction" @click=${() => change(keys.map(each => each === key ? (key.startsWith('-') ? bare(key) : `-${key}`) : each))}>${key.startsWith('-') ? 'Z–A' : 'A–Z'}</button>`,
      })),
      choices: [...readable(schema), 'created_at', 'updated_at'].filter(property => !keys.map(bare).includes(property)).map(property => ({value: property, label: schema ? labelOf(property, schema) : property})),
      onChange: change, announce: view.announce,
    }),
  })
}

/** A sort key without its direction. */
const bare = (key: string): string => key.replace(/^-/, '')

function limit({view, name, source, pointer}: Binding): TemplateResult {
  const change = (count: number | null): void => view.set(['data', name, 'limit'], count === null ? undefined : Math.min(200, Math.max(1, count)), 'Change the page size')
  return field({
    pointer: `${pointer}/limit`, label: 'How many at once', problems: view.problems,
    control: ({id, described}) => html`<designer-number .fieldId=${id} .described=${described === nothing ? undefined : described} .whole=${true} .locale=${view.locale} .placeholder=${'50'} .value=${source.limit}
      @number-change=${(event: CustomEvent<number | null>) => change(event.detail)}></designer-number>`,
  })
}

function expand({view, name, source, schema, pointer}: Binding): TemplateResult | typeof nothing {
  const links = readable(schema).filter(property => linkOf(property, schema!) !== undefined)
  const chosen = source.expand ?? []
  if (links.length === 0 && chosen.length === 0) return nothing
  return field({
    pointer: `${pointer}/expand`, label: 'Bring along', help: 'Linked records whose own properties are needed. Their names show without this.', problems: view.problems, group: true,
    control: () => html`<div class="checks">${[...new Set([...links, ...chosen])].map(property => html`
      <label class="check-line"><input type="checkbox" class="check" .checked=${live(chosen.includes(property))} @change=${(event: Event) => {
        const next = (event.target as HTMLInputElement).checked ? [...chosen, property] : chosen.filter(each => each !== property)
        view.set(['data', name, 'expand'], next.length > 0 ? next : undefined, 'Change what comes along')
      }}>${schema ? labelOf(property, schema) : property}</label>`)}</div>`,
  })
}

function recordId({view, name, source, pointer}: Binding): TemplateResult {
  const onChange = (id: Json | undefined): void => view.set(['data', name, 'id'], id ?? '', 'Choose the record')
  return valueField({
    pointer: `${pointer}/id`, label: 'Which record', problems: view.problems, types: view.types, value: source.id, onChange, firstExpression: `params.${view.hasParameter ?? 'id'}`,
    help: view.hasParameter === undefined
      ? 'Empty: a new record. A record from the address needs a parameter in the screen’s path, as in /orders/:id.'
      : `Empty: a new record. The record of the address is params.${view.hasParameter}.`,
    control: ({id, described}) => html`<input class="input" type="text" placeholder="A new record" id=${id} aria-describedby=${described} ${typing({key: id, value: typeof source.id === 'string' ? source.id : '', save: text => onChange(text.trim())})}>`,
  })
}

const measures = {count: 'How many there are', sum: 'The sum of', avg: 'The average of', min: 'The least', max: 'The greatest'} as const

function measure({view, name, source, schema, pointer}: Binding): TemplateResult {
  const numbers = readable(schema).filter(property => isNumber(schema, property))
  // What is counted has no property.
  const chooseMeasure = (next: string): void => {
    const {field: of, ...rest} = source
    view.set(['data', name], {...rest, measure: next, ...(next === 'count' || of === undefined ? {} : {field: of})} as unknown as Json, 'Choose the number')
  }
  return html`
    ${field({
      pointer: `${pointer}/measure`, label: 'Number', problems: view.problems,
      control: ({id, described}) => html`<select class="input" id=${id} aria-describedby=${described} @change=${(event: Event) => chooseMeasure((event.target as HTMLSelectElement).value)}>
        ${Object.entries(measures).map(([value, words]) => html`<option value=${value} .selected=${live(value === (source.measure ?? 'count'))}>${words}</option>`)}</select>`,
    })}
    ${(source.measure ?? 'count') === 'count' ? nothing : field({
      pointer: `${pointer}/field`, label: 'Of', required: true, problems: view.problems,
      control: ({id, described}) => html`<select class="input" id=${id} aria-describedby=${described} @change=${(event: Event) => view.set(['data', name, 'field'], (event.target as HTMLSelectElement).value || undefined, 'Choose the number')}>
        <option value="" .selected=${live(!source.field)}>Choose a property</option>
        ${numbers.map(property => html`<option value=${property} .selected=${live(property === source.field)}>${labelOf(property, schema!)}</option>`)}</select>`,
    })}`
}

/** An example in the words of the schema. */
export const exampleFilter = (schema: RecordSchema | undefined): string => {
  for (const [property, of] of Object.entries(schema?.properties ?? {})) if (Array.isArray(of.enum) && typeof of.enum[0] === 'string') return `record.${property} == "${of.enum[0]}"`
  const [first] = readable(schema)
  return first ? `record.${first} != null` : 'record.name != null'
}

const without = (types: ExpressionTypes, name: string): ExpressionTypes => Object.fromEntries(Object.entries(types).filter(([key]) => key !== name))

