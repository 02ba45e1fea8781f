/** Dynamic form: one record of a schema, to create or to edit. */
import {css, html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import type {JsonObject} from '../../schemas/index.ts'
import {defineSnippet} from '../define-snippet.ts'
import {failedNotice} from '../failed-notice.ts'
import {formFields} from '../form/form-field.ts'
import {formStyles} from '../form/form-styles.ts'
import {icon} from '../icons.ts'
import {noticeStyles} from '../styles/notice.ts'
import type {RecordResult} from '../view.ts'
import {startDraft} from './draft.ts'
import {DynamicFormElement, readingOf, type Word} from './element.ts'
import {contestedFields, keptDrafts, problemSummary} from './messages.ts'
import {plainFields} from './plain-fields.ts'

export default defineSnippet({
  name: 'dynamic-form', title: 'Form', group: 'Forms', description: 'One record of a schema, to create or to edit.',
  icon: 'M4 4h16v16H4zM8 9h8M8 13h8M8 17h4',
  props: {
    fields: {type: 'array', items: {type: 'string'}, title: 'Fields', description: 'Left out: every field of the schema.', 'x-editor': 'properties'},
    save: {type: 'string', default: 'Save', title: 'Label of the button'},
    archive: {type: 'boolean', default: false, title: 'Offer to archive the record'},
  },
  data: {record: {kind: 'record', title: 'Record', required: true}},
  events: {created: {title: 'A record was created'}, saved: {title: 'A record was saved'}, archived: {title: 'The record was archived'}},
  element: DynamicFormElement,
  styles: [...formStyles, noticeStyles, css`
    .form { display: flex; flex-direction: column; gap: var(--space-4); }
    .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); min-block-size: var(--control); }
    .state { flex: 1; min-inline-size: 10rem; margin-inline-start: var(--space-2); color: var(--color-muted); font-size: var(--text-s); }
    .state.good { color: var(--color-good); }
    /* Until the form is ready its buttons cannot act; that they could is what the eye should see, unless a part of the page is missing. */
    .button.waiting { opacity: var(--waiting, 1); }
    .confirm { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
    .notice ul { margin-block-start: var(--space-1); padding-inline-start: var(--space-4); }
    .notice .contested { display: flex; flex-direction: column; gap: var(--space-2); padding: 0; list-style: none; }
    .contested li { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2); }
    .what { flex: 1 1 14rem; }
    .as-link { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 600; text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; }
    .no-script { display: none; }
    @media (scripting: none) { .no-script { display: block; color: var(--color-muted); } .buttons { display: none; } }
    @media print { .buttons { display: none; } }
  `],
  render: view => {
    const {record} = view.data
    const form = view.host as DynamicFormElement | undefined
    const result = record?.kind === 'record' ? form?.result ?? record : form?.result
    if (!result) return html`${failedNotice(record)}`
    const {def, may} = result
    const draft = form?.draft
    const isNew = draft ? draft.id === null : result.record === null
    const archived = result.record?.state === 'archived'
    const readOnly = archived || !(isNew ? may.create : may.update)
    const fields = formFields(def, view.props.fields)
    const reading = readingOf(view, result)
    return html`
      <form class="form" novalidate aria-label=${def.title} @submit=${(event: Event) => {
        event.preventDefault()
        void form?.save()
      }} @keydown=${(event: KeyboardEvent) => form?.pressed(event)} @compositionstart=${(event: CompositionEvent) => form?.composes(event)} @compositionend=${(event: CompositionEvent) => form?.composes(event)}>
        ${record?.kind === 'failed' ? html`<div class="notice warn" role="status">${icon('alert')}<span>${record.message}${form?.changed ? ' What you typed is still here.' : ''}</span></div>` : nothing}
        ${archived && record?.kind === 'record' ? html`<div class="notice" role="status">${icon('archive')}<span>This record is archived; it can be read, but not changed.</span></div>` : nothing}
        ${keptDrafts(form)}${problemSummary(form)}${contestedFields(form, fields, reading)}
        ${form?.ready && draft
          ? keyed(form.session, html`<espalier-json-form .schema=${form.formSchema(def, view.props.fields)} .locale=${reading.locale} .timeZone=${reading.timeZone} .titles=${result.titles} .readonly=${readOnly} .stored=${draft.id === null ? undefined : draft.base} .data=${draft.mine} @json-form-change=${(event: Event) => form.typed(event)}></espalier-json-form>`)
          : plainFields(fields, startData(result), reading, readOnly)}
        ${readOnly ? nothing : buttons(form, result, isNew, view.props.save, view.props.archive)}
        <p class="no-script">Saving needs JavaScript, which is switched off in this browser.</p>
      </form>`
  },
})

function buttons(form: DynamicFormElement | undefined, result: RecordResult, isNew: boolean, save: string, archive: boolean): TemplateResult {
  const waiting = !form?.ready
  return html`
    <div class="buttons" role="group" aria-label="What to do with this ${result.def.title.toLowerCase()}">
      <button class="button primary ${waiting ? 'waiting' : ''}" type="submit" ?disabled=${waiting} id="save" aria-disabled=${form?.busy ? 'true' : nothing}>${save}</button>
      ${form?.changed ? html`<button class="button" type="button" data-next="save" @click=${() => form.discard()}>Discard changes</button>` : nothing}
      ${said(form)}
      ${archive && !isNew && result.may.archive ? archiveButton(form, result) : nothing}
    </div>
    ${form?.word ? trouble(form.word) : nothing}`
}

/** The same words once more are drawn anew, so that they are heard once more. */
const trouble = (word: Word): unknown => keyed(word, word.tone === 'bad' || word.tone === 'warn'
  ? html`<div class="notice ${word.tone}" role="alert">${icon('alert')}<span>${word.text}${word.signIn ? html` <a href="/login" target="_blank" rel="noopener">Sign in</a>` : nothing}</span></div>`
  : nothing)

function said(form: DynamicFormElement | undefined): TemplateResult {
  const word: Word | undefined = form?.word
  const quiet = word?.tone === 'quiet' || word?.tone === 'good' ? word : undefined
  return html`<p class="state ${quiet?.tone ?? ''}" role="status">${keyed(quiet, quiet?.text ?? (form?.changed ? 'Not saved yet.' : ''))}</p>`
}

function archiveButton(form: DynamicFormElement | undefined, result: RecordResult): TemplateResult {
  const noun = result.def.title.toLowerCase()
  if (!form?.confirming) return html`<button class="button quiet ${form?.ready ? '' : 'waiting'}" type="button" ?disabled=${!form?.ready} @click=${() => form && (form.confirming = true)}>${icon('archive')}Archive</button>`
  return html`
    <div class="confirm" role="group" aria-labelledby="archive-question"><span id="archive-question">Archive this ${noun}?</span>
      <button class="button small" type="button" @click=${() => { form.confirming = false }}>Keep it</button><button class="button danger small" type="button" @click=${() => void form.archive()}>Archive</button></div>`
}

/** What the plain form shows: the record, or what a new one starts from. */
const startData = ({def, record}: RecordResult): JsonObject => startDraft(def, record).mine
