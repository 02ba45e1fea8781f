/** The publish dialog: what will change for everyone, what stands in the way, and a word about why. */
import {html, nothing, type TemplateResult} from 'lit'
import {diffTrees, type Tree} from '../../ast/index.ts'
import {messageOf} from '../api/problem.ts'
import type {Api} from '../api/api.ts'
import {icon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {openDraft} from '../state/draft.ts'
import {saySteps} from './say-steps.ts'

export class PublishPart extends Part {
  static override properties = {...Part.properties, api: {attribute: false}, changes: {state: true}, all: {state: true}}
  declare api: Api
  /** Undefined while it is looked up. */
  declare changes: readonly string[] | undefined
  declare all: boolean

  constructor() {
    super()
    this.changes = undefined
    this.all = false
  }

  protected uses({draft, screens, problems, publishing}: EditorState): readonly unknown[] {
    return [draft, screens, problems, publishing]
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#compare()
  }

  async #compare(): Promise<void> {
    const {draft, manifests, screens} = this.state
    if (!draft) return
    try {
      const published = screens.find(screen => screen.id === draft.screen.id)?.live !== null
      const live = published ? await this.api.live(draft.screen.id) : undefined
      if (!live) this.changes = ['The screen is new: it appears for the first time.']
      else {
        const before = openDraft(live).tree
        const titles = (tree: Tree) => (id: string): string | undefined => manifests.get(tree.nodes.get(id)?.snippet ?? '')?.title
        const settings = JSON.stringify({...live.screen, root_id: ''}) === JSON.stringify({...draft.screen, root_id: ''}) ? [] : ['Changed the title, path or navigation of the screen']
        const steps = before.rootId === draft.tree.rootId ? saySteps(diffTrees(before, draft.tree), manifests, id => titles(draft.tree)(id) ?? titles(before)(id)) : ['Replaced the whole page']
        this.changes = [...settings, ...steps]
      }
    } catch (error) {
      this.changes = [`What will change could not be looked up. ${messageOf(error)}`]
    }
  }

  protected override render(): TemplateResult {
    const {draft, screens, problems, publishing} = this.state
    const errors = problems.filter(problem => problem.severity === 'error')
    const others = screens.filter(screen => screen.id !== draft?.screen.id && screen.draft !== screen.live)
    return html`<designer-modal .heading=${'Publish'} .body=${html`
      <form class="modal-body" @submit=${this.#publish}>
        ${errors.length > 0 ? html`
          <div class="banner bad" role="alert">${icon('alert')}<div><strong>${errors.length === 1 ? 'One problem stops' : `${errors.length} problems stop`} this screen from being published.</strong>
            <button type="button" class="button quiet small" @click=${() => this.editor.show('problems')}>Show the problems</button></div></div>` : nothing}
        <h3>What changes on “${draft?.screen.title ?? ''}”</h3>
        ${this.changes === undefined ? html`<p class="quiet" role="status">Comparing with what is live…</p>`
          : this.changes.length === 0 ? html`<p class="quiet">Nothing: what is live is the same.</p>`
          : html`<ul class="changes">${this.changes.slice(0, 12).map(change => html`<li>${change}</li>`)}${this.changes.length > 12 ? html`<li>and ${this.changes.length - 12} more</li>` : nothing}</ul>`}
        ${others.length > 0 ? html`<label class="check-line"><input type="checkbox" class="check" .checked=${this.all} @change=${(event: Event) => (this.all = (event.target as HTMLInputElement).checked)}>Also publish ${others.length === 1 ? `“${others[0]!.title}”, which has changes` : `the ${others.length} other screens that have changes`}</label>` : nothing}
        <div class="field"><label class="label" for="publish-note">Note</label><input class="input" id="publish-note" name="note" maxlength="2000" placeholder="Why, for those who look at the releases later" autofocus></div>
        <footer><button type="button" class="button" @click=${() => this.editor.show(null)}>Cancel</button><button type="submit" class="button primary" ?disabled=${publishing}>${publishing ? 'Publishing…' : 'Publish'}</button></footer>
      </form>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  readonly #publish = (event: SubmitEvent): void => {
    event.preventDefault()
    const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim()
    void this.editor.publish(note, this.all)
  }
}
