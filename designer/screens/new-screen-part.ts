/** The dialog for a new screen: what it is called, where it is, and what it starts from. */
import {html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import {ApiProblem, messageOf} from '../api/problem.ts'
import {pathFor, type StartingPoint} from '../commands/starting-points.ts'
import {schemaChoices} from '../inspector/node-view.ts'
import {snippetIcon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {dataOf, errorsByField, type FieldErrors, screenFields, type ScreenFields} from './screen-form.ts'

const points: readonly {readonly point: StartingPoint; readonly title: string; readonly text: string; readonly icon: string}[] = [
  {point: 'blank', title: 'Blank', text: 'A heading, and room', icon: 'M5 4h14v16H5z'},
  {point: 'grid', title: 'List', text: 'The records of a schema', icon: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9'},
  {point: 'form', title: 'Form', text: 'One record of a schema', icon: 'M4 4h16v16H4zM8 9h8M8 13h8M8 17h4'},
]

export class NewScreenPart extends Part {
  static override properties = {...Part.properties, fields: {state: true}, ownPath: {state: true}, point: {state: true}, schema: {state: true}, errors: {state: true}, failure: {state: true}, busy: {state: true}}
  declare fields: ScreenFields
  /** The path was typed, so that it no longer follows the title. */
  declare ownPath: boolean
  declare point: StartingPoint
  declare schema: string
  declare errors: FieldErrors
  declare failure: string
  declare busy: boolean

  constructor() {
    super()
    this.fields = {title: '', path: '', inNav: true, label: '', group: '', icon: ''}
    this.ownPath = false
    this.point = 'blank'
    this.schema = ''
    this.errors = {}
    this.failure = ''
    this.busy = false
  }

  protected uses({schemas, screens}: EditorState): readonly unknown[] {
    return [schemas, screens]
  }

  protected override render(): TemplateResult {
    return html`<designer-modal .heading=${'New screen'} .body=${html`
      <form class="modal-body" novalidate @submit=${this.#create}>
        <fieldset class="points"><legend class="label">Start from</legend>
          ${points.map(({point, title, text, icon}) => html`
            <label class="point"><input type="radio" name="point" value=${point} .checked=${this.point === point} @change=${() => this.#choose(point)}>${snippetIcon(icon)}<span><strong>${title}</strong><br>${text}</span></label>`)}
        </fieldset>
        ${this.point === 'blank' ? nothing : html`
          <div class="field"><label class="label" for="screen-schema">Records of</label>
            <select class="input" id="screen-schema" required aria-invalid=${this.errors.schema ? 'true' : nothing} @change=${(event: Event) => this.#chooseSchema((event.target as HTMLSelectElement).value)}>
              <option value="" ?selected=${this.schema === ''}>Choose a schema</option>
              ${schemaChoices(this.state.schemas).map(({name, title}) => html`<option value=${name} ?selected=${name === this.schema}>${title}</option>`)}
            </select>
            ${this.errors.schema ? keyed(this.errors, html`<p class="said error" role="alert">${this.errors.schema}</p>`) : nothing}
          </div>`}
        ${screenFields(this.fields, this.errors, patch => this.#change(patch))}
        ${this.failure ? html`<p class="said error" role="alert">${this.failure}</p>` : nothing}
        <footer><button type="button" class="button" @click=${() => this.editor.show(null)}>Cancel</button><button type="submit" class="button primary" ?disabled=${this.busy}>${this.busy ? 'Creating…' : 'Create screen'}</button></footer>
      </form>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  #choose(point: StartingPoint): void {
    this.point = point
    this.#suggest()
  }

  #chooseSchema(name: string): void {
    this.schema = name
    const item = this.state.schemas.find(schema => schema.name === name)
    if (item && this.fields.title === '') this.#change({title: this.point === 'grid' ? item.plural ?? item.title : item.title})
    this.#suggest()
  }

  #change(patch: Partial<ScreenFields>): void {
    this.fields = {...this.fields, ...patch}
    if (patch.path !== undefined) this.ownPath = true
    else if (patch.title !== undefined) this.#suggest()
  }

  #suggest(): void {
    if (this.ownPath || this.fields.title.trim() === '') return
    const base = pathFor(this.fields.title, this.state.screens.map(screen => screen.path.replace(/\/:.*$/, '')))
    // A form of one record is reached with the record's id.
    this.fields = this.point === 'form' ? {...this.fields, path: `${base}/:id`, inNav: false} : {...this.fields, path: base}
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const {title, path} = this.fields
    this.errors = {
      ...(title.trim() === '' ? {title: 'Give the screen a title.'} : {}),
      ...(path.trim() === '' ? {path: 'Give the screen a path, as in /orders.'} : {}),
      ...(this.point !== 'blank' && this.schema === '' ? {schema: 'Choose whose records it is about.'} : {}),
    }
    this.failure = ''
    if (Object.keys(this.errors).length > 0) return
    this.busy = true
    try {
      await this.editor.createScreen(dataOf(this.fields), {point: this.point, title: title.trim(), path: path.trim(), ...(this.point === 'blank' ? {} : {schema: this.schema})})
    } catch (error) {
      this.errors = error instanceof ApiProblem ? errorsByField(error.errors) : {}
      this.failure = messageOf(error)
    } finally {
      this.busy = false
    }
  }
}
