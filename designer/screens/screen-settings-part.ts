/** The settings of the open screen. They are part of the draft: visitors see them after the next publish. */
import {html, nothing, type TemplateResult} from 'lit'
import {ApiProblem, messageOf} from '../api/problem.ts'
import type {ModalPart} from '../shell/modal.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {errorsByField, type FieldErrors, fieldsOf, patchOf, screenFields, type ScreenFields} from './screen-form.ts'

export class ScreenSettingsPart extends Part {
  static override properties = {...Part.properties, fields: {state: true}, errors: {state: true}, failure: {state: true}, asking: {state: true}, busy: {state: true}}
  declare fields: ScreenFields | undefined
  declare errors: FieldErrors
  declare failure: string
  /** Whether to archive it is being asked. */
  declare asking: boolean
  declare busy: boolean

  constructor() {
    super()
    this.fields = undefined
    this.errors = {}
    this.failure = ''
    this.asking = false
    this.busy = false
  }

  /** As they were when the first one was changed. */
  #first: ScreenFields | undefined

  protected uses({draft}: EditorState): readonly unknown[] {
    return [draft?.screen.id]
  }

  protected override render(): TemplateResult {
    const {draft} = this.state
    if (!draft) return html``
    const {live, former} = this.state.screens.find(screen => screen.id === draft.screen.id)?.paths ?? {live: null, former: []}
    const fields = this.fields ?? fieldsOf(draft.screen)
    return html`<designer-modal .heading=${'Screen settings'} .body=${html`
      <form class="modal-body" novalidate @submit=${(event: SubmitEvent) => void this.#save(event, fields)}>
        ${screenFields(fields, this.errors, patch => this.#change(fields, patch))}
        <p class="help">Visitors see this after the next publish.${live !== null && fields.path.trim() !== live ? ` The old address, ${live}, leads on to the new one from then.` : nothing}</p>
        ${former.length > 0 ? html`<p class="help">Earlier addresses that lead here: ${former.join(', ')}</p>` : nothing}
        ${this.failure ? html`<p class="said error" role="alert">${this.failure}</p>` : nothing}
        ${this.asking ? html`
          <div class="ask" data-surface role="group" aria-label="Archive this screen">
            <p>${live !== null ? 'Visitors lose this screen at once, and it leaves this list.' : 'This screen leaves the list.'} Nothing is deleted: its record and its releases stay.</p>
            <div><button type="button" class="button small" @click=${() => (this.asking = false)}>Keep it</button><button type="button" class="button danger small" ?disabled=${this.busy} @click=${this.#archive}>Archive it</button></div>
          </div>` : nothing}
        <footer><button type="button" class="button danger start" ?hidden=${this.asking} @click=${this.#ask}>Archive screen…</button><button type="button" class="button" @click=${() => this.editor.show(null)}>Cancel</button><button type="submit" class="button primary" ?disabled=${this.busy}>Save</button></footer>
      </form>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  #change(fields: ScreenFields, patch: Partial<ScreenFields>): void {
    this.#first ??= fields
    this.fields = {...fields, ...patch}
  }

  readonly #ask = async (): Promise<void> => {
    this.asking = true
    await this.updateComplete
    await this.querySelector<ModalPart>('designer-modal')?.updateComplete
    this.querySelector<HTMLElement>('.ask button')?.focus()
  }

  readonly #archive = async (): Promise<void> => {
    this.busy = true
    this.failure = ''
    try {
      await this.editor.archiveScreen()
    } catch (error) {
      this.failure = messageOf(error)
    } finally {
      this.busy = false
    }
  }

  async #save(event: SubmitEvent, fields: ScreenFields): Promise<void> {
    event.preventDefault()
    const {draft} = this.state
    if (!draft) return
    this.busy = true
    this.failure = ''
    this.errors = {}
    try {
      await this.editor.changeScreen(patchOf(this.#first ?? fields, fields))
      this.editor.show(null)
    } catch (error) {
      this.errors = error instanceof ApiProblem ? errorsByField(error.errors) : {}
      this.failure = messageOf(error)
    } finally {
      this.busy = false
    }
  }
}

