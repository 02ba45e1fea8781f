/** The settings of the open screen. They are part of the draft: visitors see them after the next publish. */
import {html, nothing, type TemplateResult} from 'lit'
import type {JsonObject} from '../../schemas/index.ts'
import {ApiProblem, messageOf} from '../api/problem.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {dataOf, errorsByField, type FieldErrors, fieldsOf, screenFields, type ScreenFields} from './screen-form.ts'

export class ScreenSettingsPart extends Part {
  static override properties = {...Part.properties, fields: {state: true}, errors: {state: true}, failure: {state: true}, busy: {state: true}}
  declare fields: ScreenFields | undefined
  declare errors: FieldErrors
  declare failure: string
  declare busy: boolean

  constructor() {
    super()
    this.fields = undefined
    this.errors = {}
    this.failure = ''
    this.busy = false
  }

  protected uses({draft}: EditorState): readonly unknown[] {
    return [draft?.screen.id]
  }

  protected override render(): TemplateResult {
    const {draft} = this.state
    if (!draft) return html``
    const fields = this.fields ?? fieldsOf(draft.screen)
    return html`<designer-modal .heading=${'Screen settings'} .body=${html`
      <form class="modal-body" novalidate @submit=${(event: SubmitEvent) => void this.#save(event, fields)}>
        ${screenFields(fields, this.errors, patch => (this.fields = {...fields, ...patch}))}
        <p class="help">Visitors see this after the next publish.</p>
        ${this.failure ? html`<p class="said error" role="alert">${this.failure}</p>` : nothing}
        <footer><button type="button" class="button" @click=${() => this.editor.show(null)}>Cancel</button><button type="submit" class="button primary" ?disabled=${this.busy}>Save</button></footer>
      </form>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  async #save(event: SubmitEvent, fields: ScreenFields): Promise<void> {
    event.preventDefault()
    const {draft} = this.state
    if (!draft) return
    this.busy = true
    this.failure = ''
    this.errors = {}
    try {
      const data: JsonObject = dataOf(fields, draft.screen.nav)
      // In a merge patch null takes a member out.
      const nav = data.nav === undefined ? null : {...data.nav as JsonObject, ...(fields.group.trim() ? {} : {group: null})}
      await this.editor.changeScreen({...data, nav})
      this.editor.show(null)
    } catch (error) {
      this.errors = error instanceof ApiProblem ? errorsByField(error.errors) : {}
      this.failure = messageOf(error)
    } finally {
      this.busy = false
    }
  }
}

