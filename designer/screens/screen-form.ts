/** The fields that a new screen and an existing one share: title, path, and where it stands in the navigation. */
import {html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import type {Screen} from '../../ast/index.ts'
import {iconChoice} from '../inspector/icon-choice.ts'
import type {JsonObject} from '../../schemas/index.ts'

export interface ScreenFields {
  readonly title: string
  readonly path: string
  readonly inNav: boolean
  readonly label: string
  readonly group: string
  readonly icon: string
}

export interface FieldErrors {readonly [field: string]: string}

export function screenFields(fields: ScreenFields, errors: FieldErrors, change: (patch: Partial<ScreenFields>) => void): TemplateResult {
  const read = (name: 'title' | 'path' | 'label' | 'group') => (event: Event): void => change({[name]: (event.target as HTMLInputElement).value})
  // The same words after another attempt are drawn anew, so that they are heard once more.
  const wrong = (name: string, id: string): unknown => errors[name] ? keyed(errors, html`<p class="said error" id="${id}-wrong" role="alert">${errors[name]}</p>`) : nothing
  return html`
    ${input('Title', 'screen-title', html`<input class="input" id="screen-title" required maxlength="120" autofocus aria-describedby=${errors.title ? 'screen-title-wrong' : nothing} aria-invalid=${errors.title ? 'true' : nothing} .value=${fields.title} @input=${read('title')}>`, wrong('title', 'screen-title'))}
    ${input('Path', 'screen-path', html`<div class="prefixed"><span aria-hidden="true">/app</span><input class="input code" id="screen-path" required maxlength="200" aria-describedby="screen-path-help ${errors.path ? 'screen-path-wrong' : ''}" aria-invalid=${errors.path ? 'true' : nothing} .value=${fields.path} @input=${read('path')}></div>`, wrong('path', 'screen-path'), 'Small letters, digits and hyphens. :id takes a part of the address, as in /orders/:id.')}
    <label class="check-line"><input type="checkbox" class="check" .checked=${fields.inNav} @change=${(event: Event) => change({inNav: (event.target as HTMLInputElement).checked})}>Show it in the navigation</label>
    ${fields.inNav ? html`<div class="pair">
      ${input('Label', 'screen-label', html`<input class="input" id="screen-label" maxlength="60" placeholder=${fields.title} .value=${fields.label} @input=${read('label')}>`, wrong('nav', 'screen-label'))}
      ${input('Group', 'screen-group', html`<input class="input" id="screen-group" maxlength="60" placeholder="None" .value=${fields.group} @input=${read('group')}>`)}
    </div>
    <div class="field"><span class="label" id="screen-icon-label">Icon</span>${iconChoice({id: 'screen-icon', value: fields.icon || undefined, onChange: name => change({icon: name ?? ''})})}</div>` : nothing}`
}

function input(label: string, id: string, control: TemplateResult, wrong: unknown = nothing, help?: string): TemplateResult {
  return html`
    <div class="field">
      <label class="label" for=${id}>${label}</label>
      ${control}
      ${wrong}
      ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
    </div>`
}

export const fieldsOf = (screen: Screen): ScreenFields =>
  ({title: screen.title, path: screen.path, inNav: screen.nav !== undefined, label: screen.nav?.label ?? '', group: screen.nav?.group ?? '', icon: screen.nav?.icon ?? ''})

/** As a merge patch of the record: only what differs, so that what a colleague changed meanwhile stays. */
export function patchOf(before: ScreenFields, after: ScreenFields): JsonObject {
  const [was, now] = [dataOf(before), dataOf(after)]
  const nav = now.nav === undefined ? was.nav === undefined ? undefined : null : differing(was.nav as JsonObject | undefined ?? {}, now.nav as JsonObject)
  const {nav: _, ...own} = differing({...was, nav: null}, {...now, nav: null})
  return {...own, ...(nav === undefined || nav !== null && Object.keys(nav).length === 0 ? {} : {nav})}
}

/** `null` takes a member out. */
const differing = (was: JsonObject, now: JsonObject): JsonObject =>
  Object.fromEntries([...new Set([...Object.keys(was), ...Object.keys(now)])].filter(name => was[name] !== now[name]).map(name => [name, now[name] ?? null]))

/** As the record's data. */
export function dataOf({title, path, inNav, label, group, icon}: ScreenFields): JsonObject {
  const nav = {label: label.trim() || title.trim(), ...(group.trim() ? {group: group.trim()} : {}), ...(icon ? {icon} : {})}
  return {title: title.trim(), path: path.trim(), ...(inNav ? {nav: nav as JsonObject} : {})}
}

/** Errors by field, from a problem's pointers. */
export const errorsByField = (errors: readonly {readonly pointer: string; readonly message: string}[]): FieldErrors =>
  Object.fromEntries(errors.map(({pointer, message}) => [pointer.split('/')[1] ?? '', message]))
