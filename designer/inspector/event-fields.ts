/** What happens at a node's events: lists of actions. */
import {html, nothing, type TemplateResult} from 'lit'
import {live} from 'lit/directives/live.js'
import {type Action, type ExpressionTypes, sameJson} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import {recordPath} from '../commands/record-path.ts'
import {icon} from '../shell/icons.ts'
import {typing} from '../shell/typing.ts'
import {field} from './field.ts'
import {jsonText} from './json-input.ts'
import {type NodeView, schemaChoices} from './node-view.ts'
import {valueField} from './value-field.ts'

const kinds: {readonly [K in Action['do']]: string} = {
  navigate: 'Go to a page', open: 'Open in a new tab', create: 'Create a record', update: 'Change a record', archive: 'Archive a record', set: 'Set a parameter', refresh: 'Refresh the page', notify: 'Say something', macro: 'Run a macro',
}

const members: {readonly [K in Action['do']]: readonly ('to' | 'schema' | 'id' | 'data' | 'param' | 'value' | 'text' | 'tone' | 'name')[]} = {
  navigate: ['to'], open: ['to'], create: ['schema', 'data'], update: ['schema', 'id', 'data'], archive: ['schema', 'id'], set: ['param', 'value'], refresh: [], notify: ['text', 'tone'], macro: ['name'],
}

export function eventFields(view: NodeView): TemplateResult | typeof nothing {
  const events = Object.entries(view.manifest.events ?? {})
  if (events.length === 0) return nothing
  return html`${events.map(([event, spec]) => html`
    <fieldset class="event" data-pointer="/on/${event}">
      <legend>${spec.title}</legend>
      ${actionsOf(view, event).map((action, index) => actionEditor(view, event, action, index))}
      <button type="button" class="button quiet small" @click=${(click: Event) => void add(view, event, spec.per, click.currentTarget as Element)}>${icon('add')}Add what happens</button>
    </fieldset>`)}`
}

const actionsOf = ({node}: NodeView, event: string): readonly Action[] => node.on?.[event] ?? []

/** A list is set as a whole, so it is made of what stands there when it is set, not of what was drawn. */
const actionsNow = (view: NodeView, event: string): readonly Action[] => view.now()?.on?.[event] ?? []

/** What was added has the focus. */
async function add(view: NodeView, event: string, per: string | undefined, button: Element): Promise<void> {
  const action = firstAction(view, event, per)
  change(view, event, [...actionsNow(view, event), action], `add ${actionsOf(view, event).length}`)
  view.announce(`${kinds[action.do]} is added.`)
  await view.drawn()
  button.parentElement?.querySelector<HTMLElement>('.action:last-of-type select')?.focus()
}

/** Where an action stands now: a colleague may have taken out one before it. -1: it is gone. */
function whereNow(view: NodeView, event: string, action: Action, index: number): readonly [actions: readonly Action[], at: number] {
  const now = actionsNow(view, event)
  const same = (each: Action | undefined): boolean => each !== undefined && sameJson(each as unknown as Json, action as unknown as Json)
  if (same(now[index])) return [now, index]
  const moved = now.findIndex(same)
  return [now, moved >= 0 ? moved : now[index]?.do === action.do ? index : -1]
}

/** Leads to the record, or to a new one, where a screen shows such records. */
function firstAction({node, schemas, paths}: NodeView, event: string, per: string | undefined): Action {
  const source = per ?? Object.keys(node.data ?? {})[0] ?? ''
  const schema = schemas.find(({name}) => name === node.data?.[source]?.from)
  const base = (schema && recordPath(paths, schema)) ?? ''
  if (per !== undefined) return {do: 'navigate', to: {$: `"${base}/" + row.id`}}
  return {do: 'navigate', to: event === 'create' && base !== '' ? `${base}/new` : '/'}
}

/** `what`: the member that is typed into, or what is done to the list; each is an edit of its own. */
function change(view: NodeView, event: string, actions: readonly Action[], what: string): void {
  view.set(['on', event], actions.length > 0 ? actions as unknown as Json : undefined, `Change what happens: ${view.manifest.events?.[event]?.title ?? event}`, `on.${event}.${what}`)
}

function actionEditor(view: NodeView, event: string, action: Action, index: number): TemplateResult {
  const replace = (next: (now: Action) => Action, what: string): void => {
    const [now, at] = whereNow(view, event, action, index)
    if (at >= 0) change(view, event, now.map((each, place) => place === at ? next(each) : each), `${index} ${what}`)
  }
  const remove = (): void => {
    const [now, at] = whereNow(view, event, action, index)
    if (at < 0) return
    change(view, event, now.filter((_, place) => place !== at), `remove ${now.length}`)
    view.announce(`${kinds[action.do]} is removed.`)
  }
  const per = view.manifest.events?.[event]?.per
  const types: ExpressionTypes = {...view.types, event: 'any', ...(per === undefined ? {} : {row: rowType(view, per)})}
  const pointer = `/on/${event}/${index}`
  return html`
    <div class="action" role="group" aria-label=${kinds[action.do]}>
      <div class="action-head">
        <select class="input" aria-label="What happens" @change=${(change_: Event) => replace(() => ({do: (change_.target as HTMLSelectElement).value as Action['do']}), 'do')}>
          ${Object.entries(kinds).filter(([kind]) => kind !== 'macro' || action.do === 'macro').map(([kind, words]) => html`<option value=${kind} .selected=${live(kind === action.do)}>${words}</option>`)}
        </select>
        <button type="button" class="tiny" aria-label="Remove: ${kinds[action.do]}" @click=${() => remove()}>${icon('close')}</button>
      </div>
      ${members[action.do].map(name => memberField(view, action, name, `${pointer}/${name}`, types, value => replace(now => withMember(now, name, value), name)))}
    </div>`
}

function memberField(view: NodeView, action: Action, name: keyof Action, pointer: string, types: ExpressionTypes, onChange: (value: Json | undefined) => void): TemplateResult {
  const {problems} = view
  const value = action[name] as Json | undefined
  const read = (event: Event): void => onChange((event.target as HTMLInputElement).value || undefined)
  const options = (choices: readonly (readonly [string, string])[], none: string) => field({
    pointer, label: labels[name] ?? name, problems, required: name === 'schema',
    control: ({id, described}) => html`<select class="input" id=${id} aria-describedby=${described} @change=${read}><option value="" .selected=${live(!value)}>${none}</option>${choices.map(([key, words]) => html`<option value=${key} .selected=${live(key === value)}>${words}</option>`)}</select>`,
  })
  if (name === 'schema') return options(schemaChoices(view.schemas).map(item => [item.name, item.title] as const), 'Choose a schema')
  if (name === 'tone') return options([['info', 'Info'], ['good', 'Good'], ['warn', 'Warning'], ['bad', 'Bad']], 'Info')
  if (name === 'param' || name === 'name') {
    return field({pointer, label: labels[name] ?? name, problems, required: true, control: ({id, described}) => html`<input class="input" type="text" id=${id} aria-describedby=${described} ${typing({key: id, value: typeof value === 'string' ? value : '', save: text => onChange(text || undefined)})}>`})
  }
  if (name === 'data') {
    return field({
      pointer, label: 'Values', problems, help: 'JSON; a computed value is written {"$": "row.id"}.',
      control: ({id, described}) => html`<designer-json .fieldId=${id} .described=${described === nothing ? undefined : described} .value=${jsonText(value)} @json-change=${(event: CustomEvent<{readonly value: Json | undefined}>) => onChange(event.detail.value)}></designer-json>`,
    })
  }
  return valueField({
    pointer, label: labels[name] ?? name, problems, types, value, onChange, required: name === 'to' || name === 'id', ...(name === 'id' ? {firstExpression: 'record.id'} : {}),
    control: ({id, described}) => html`
      <input class="input" type="text" id=${id} list=${name === 'to' ? `${id}-paths` : nothing} aria-describedby=${described} ${typing({key: id, value: typeof value === 'string' ? value : '', save: text => onChange(text || undefined)})}>
      ${name === 'to' ? html`<datalist id="${id}-paths">${view.paths.map(path => html`<option value=${path}></option>`)}</datalist>` : nothing}`,
  })
}

const labels: {readonly [member: string]: string} = {to: 'Where to', schema: 'Records of', id: 'Which record', param: 'Parameter', value: 'Value', text: 'Words', tone: 'Tone', name: 'Macro'}

function withMember(action: Action, name: keyof Action, value: Json | undefined): Action {
  const {[name]: _, ...rest} = action
  return (value === undefined ? rest : {...rest, [name]: value}) as Action
}

function rowType({node, loaded}: NodeView, source: string): ExpressionTypes[string] {
  const schema = loaded.get(node.data?.[source]?.from ?? '')
  return schema ? {record: schema} : 'any'
}
