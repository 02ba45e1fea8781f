/** What a form says beside its fields: what needs attention, and what others changed. */
import {html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import type {Json} from '../../schemas/index.ts'
import {choicesOf} from '../choices-of.ts'
import {type Reading, textOf} from '../form/field-text.ts'
import type {FormField} from '../form/form-field.ts'
import {sameValue} from '../form/merge-data.ts'
import {humanize} from '../humanize.ts'
import {icon} from '../icons.ts'
import type {DynamicFormElement} from './element.ts'

/** The errors of an attempt to save, each leading to its field. The same errors of another attempt are drawn anew, so that they are heard once more. */
export function problemSummary(form: DynamicFormElement | undefined): unknown {
  if (!form || form.problems.length === 0) return nothing
  const {problems} = form
  return keyed(problems, html`
    <div class="notice bad" role="alert">${icon('alert')}<div>
      <p>${problems.length === 1 ? 'One field needs' : `${problems.length} fields need`} attention before this can be saved:</p>
      <ul>${problems.map(({pointer, label, message}) => html`<li><button type="button" class="as-link" @click=${() => form.toProblem(pointer)}>${label}</button>: ${message}</li>`)}</ul>
    </div></div>`)
}

/** Other records that were left with changes, each with the way back. */
export function keptDrafts(form: DynamicFormElement | undefined): TemplateResult | typeof nothing {
  if (!form || form.kept.length === 0) return nothing
  return html`
    <div class="notice warn" role="group" aria-label="Not saved yet" data-next="save">${icon('alert')}<div>
      <p role="status">Not saved yet, and kept as long as this page is open:</p>
      <ul class="contested">${form.kept.map(kept => html`
        <li><span class="what"><strong>${kept.title}</strong></span>
          <button type="button" class="button small" @click=${() => form.goBackTo(kept)}>Go back<span class="hidden-text"> to ${kept.title}</span></button>
          <button type="button" class="button small" @click=${() => form.forget(kept)}>Discard<span class="hidden-text"> what was typed for ${kept.title}</span></button></li>`)}</ul>
    </div></div>`
}

/** Fields that someone else changed while they were changed here. */
export function contestedFields(form: DynamicFormElement | undefined, fields: readonly FormField[], reading: Reading): TemplateResult | typeof nothing {
  const draft = form?.draft
  const names = Object.keys(draft?.contested ?? {})
  if (!draft || names.length === 0) return nothing
  return html`
    <div class="notice warn" role="group" aria-label="Changed by someone else" data-next="save">${icon('alert')}<div>
      ${keyed(draft.rev, html`<p role="alert">Someone else changed ${names.length === 1 ? 'a field' : 'fields'} that you changed too. Yours ${names.length === 1 ? 'stands' : 'stand'} in the form.</p>`)}
      <ul class="contested">${names.map(name => {
        const field = fields.find(one => one.name === name)
        const label = field?.label ?? humanize(name)
        return html`
          <li><span class="what"><strong>${label}</strong> is now ${words(field, draft.contested[name], reading)} (yours: ${words(field, draft.mine[name], reading)})</span>
            <button type="button" class="button small" @click=${() => form.settle(name, true)}>Keep mine<span class="hidden-text"> for ${label}</span></button>
            <button type="button" class="button small" @click=${() => form.settle(name, false)}>Take theirs<span class="hidden-text"> for ${label}</span></button></li>`
      })}</ul>
    </div></div>`
}

function words(field: FormField | undefined, value: Json | null | undefined, reading: Reading): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = field?.kind === 'enum' ? choicesOf(field.schema)?.find(choice => sameValue(choice.value, value))?.label ?? textOf(field, value, reading) : textOf(field ?? {kind: 'text'}, value, reading)
  return `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`
}
