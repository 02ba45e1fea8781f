/** The publish dialog: which screens go, what changes on each for everyone, what stands in the way, and a word about why. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import {live} from 'lit/directives/live.js'
import {repeat} from 'lit/directives/repeat.js'
import type {AboutRolledBack, Api, RolledBack, ScreenItem} from '../api/api.ts'
import {problemWords} from '../problems/problem-words.ts'
import {icon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {type Look, lookUp, patchWords} from './look-up.ts'

const shown = 12

export class PublishPart extends Part {
  static override properties = {...Part.properties, api: {attribute: false}, looks: {state: true}, chosen: {state: true}, failure: {state: true}, rolledBack: {state: true}, archived: {state: true}}
  declare api: Api
  /** By screen; missing while it is looked up. */
  declare looks: ReadonlyMap<string, Look>
  declare chosen: ReadonlySet<string>
  declare failure: string
  /** What becomes of rolled back hot patches; undefined: not said yet. */
  declare rolledBack: 'takeBack' | 'keep' | undefined
  /** Those that are archived and still live. */
  declare archived: readonly ScreenItem[]
  /** The same words after another attempt are drawn anew, so that they are heard once more. */
  #attempt = 0
  /** The draft that each was looked up for. */
  #asked = new Map<string, string>()

  constructor() {
    super()
    this.looks = new Map()
    this.chosen = new Set()
    this.failure = ''
    this.rolledBack = undefined
    this.archived = []
  }

  protected uses({draft, screens, publishing}: EditorState): readonly unknown[] {
    return [draft?.hash, screens, publishing]
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const {screenId} = this.state
    if (screenId !== null) this.chosen = new Set([screenId])
    void this.api.screens('archived').then(found => (this.archived = found.filter(screen => screen.live !== null)), () => undefined)
  }

  /** The open screen first, then the others that have changes. */
  get #screens(): readonly ScreenItem[] {
    const {screens, screenId} = this.state
    return [...screens.filter(screen => screen.id === screenId), ...screens.filter(screen => screen.id !== screenId && screen.draft !== screen.live), ...this.archived]
  }

  protected override updated(_changed: PropertyValues): void {
    for (const screen of this.#screens) {
      const stand = screen.id === this.state.screenId ? this.state.draft?.hash ?? screen.draft : screen.draft
      if (this.#asked.get(screen.id) === stand) continue
      this.#asked.set(screen.id, stand)
      void this.#look(screen, stand)
    }
  }

  async #look(screen: ScreenItem, stand: string): Promise<void> {
    const look = await lookUp(this.api, this.state.manifests, screen)
    if (this.#asked.get(screen.id) === stand) this.looks = new Map([...this.looks, [screen.id, look]])
  }

  protected override render(): TemplateResult {
    const {publishing, screenId} = this.state
    const [first, ...others] = this.#screens
    const stopped = first && first.id === screenId ? this.looks.get(first.id)?.errors ?? [] : []
    const backAgain = this.#backAgain
    return html`<designer-modal .heading=${'Publish'} .body=${html`
      <form class="modal-body" @submit=${this.#publish}>
        ${stopped.length > 0 ? html`
          <div class="banner bad" role="alert">${icon('alert')}<div><strong>${stopped.length === 1 ? 'One problem stops' : `${stopped.length} problems stop`} this screen from being published.</strong></div></div>` : nothing}
        ${first ? this.#screen(first) : nothing}
        ${others.length > 0 ? html`
          <fieldset class="others"><legend class="label">Publish together with it</legend>${repeat(others, screen => screen.id, screen => this.#screen(screen))}</fieldset>` : nothing}
        ${backAgain.length > 0 ? this.#askRolledBack(backAgain) : nothing}
        <div class="field"><label class="label" for="publish-note">Note</label><input class="input" id="publish-note" name="note" maxlength="2000" placeholder="Why, for those who look at the releases later" autofocus></div>
        ${this.failure ? keyed(this.#attempt, html`<p class="said error" role="alert">${this.failure}</p>`) : nothing}
        <footer><button type="button" class="button" @click=${() => this.editor.show(null)}>Cancel</button><button type="submit" class="button primary" aria-disabled=${publishing ? 'true' : nothing}>${publishing ? 'Publishing…' : 'Publish'}</button></footer>
      </form>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  /** The rolled back hot patches in what is chosen. */
  get #backAgain(): readonly RolledBack[] {
    return this.#screens.flatMap(({id}) => (this.chosen.has(id) ? this.looks.get(id)?.rolledBack ?? [] : []))
  }

  #askRolledBack(patches: readonly RolledBack[]): TemplateResult {
    const choice = (value: 'takeBack' | 'keep', text: string): TemplateResult => html`
      <label class="check-line"><input type="radio" name="rolled-back" value=${value} required
        .checked=${live(this.rolledBack === value)} @change=${() => (this.rolledBack = value)}>${text}</label>`
    return html`
      <fieldset class="rolled-back"><legend class="label">Hot patches that were rolled back</legend>
        <ul class="changes">${patches.map(one => html`<li>${startsLarge(patchWords(one))}, in “${one.title}”${
          one.takeBack.length < one.steps.length ? ': something was built on it, so it cannot go out by itself' : nothing}</li>`)}</ul>
        ${choice('takeBack', 'Take them out of the drafts')}${choice('keep', 'Publish them again')}
      </fieldset>`
  }

  #screen(screen: ScreenItem): TemplateResult {
    const look = this.looks.get(screen.id)
    const stopped = (look?.errors.length ?? 0) > 0
    const own = screen.id === this.state.screenId
    return html`
      <div class="to-publish">
        <label class="check-line"><input type="checkbox" class="check" ?disabled=${stopped} aria-describedby="why-${screen.id}" .checked=${live(!stopped && this.chosen.has(screen.id))} @change=${(event: Event) => this.#choose(screen.id, (event.target as HTMLInputElement).checked)}>
          <strong>${screen.title}</strong><span class="quiet">${screen.path}</span></label>
        <div id="why-${screen.id}">
          ${look === undefined ? html`<p class="quiet" role="status">Comparing with what is live…</p>` : html`
            ${stopped ? html`<ul class="stops">${look.errors.slice(0, shown).map(problem => html`<li>${problemWords(problem)}</li>`)}</ul>` : nothing}
            ${this.#changes(look, own)}`}
        </div>
        ${stopped ? html`<button type="button" class="button quiet small" @click=${() => this.#toProblems(screen.id)}>${own ? 'Show the problems' : `Open “${screen.title}”`}</button>` : nothing}
      </div>`
  }

  #changes({changes, backAgain}: Look, open: boolean): TemplateResult {
    if (changes.length + backAgain.length === 0) return html`<p class="quiet">Nothing: what is live is the same.</p>`
    const list = html`<ul class="changes">${backAgain.map(line => html`<li class="back-again">${line}</li>`)}${changes.slice(0, shown).map(change => html`<li>${change}</li>`)}${changes.length > shown ? html`<li>and ${changes.length - shown} more</li>` : nothing}</ul>`
    return open || changes.length + backAgain.length === 1 ? list : html`<details ?open=${backAgain.length > 0}><summary class="quiet">${changes.length} changes</summary>${list}</details>`
  }

  #choose(id: string, on: boolean): void {
    this.failure = ''
    const chosen = new Set(this.chosen)
    if (on) chosen.add(id)
    else chosen.delete(id)
    this.chosen = chosen
  }

  #toProblems(id: string): void {
    this.editor.show('problems')
    if (id !== this.state.screenId) void this.editor.open(id)
  }

  /** Those that are shown are kept, and no other. */
  get #aboutRolledBack(): AboutRolledBack | undefined {
    const patches = this.#backAgain
    if (patches.length === 0) return undefined
    return this.rolledBack === 'keep' ? {keep: patches.map(({release}) => release)} : this.rolledBack
  }

  readonly #publish = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.state.publishing) return
    this.#attempt++
    const screens = this.#screens.filter(({id}) => this.chosen.has(id) && (this.looks.get(id)?.errors.length ?? 0) === 0)
    if (screens.length === 0) {
      this.failure = 'Nothing is chosen that can be published.'
      this.requestUpdate()
      return
    }
    this.failure = ''
    const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim()
    const refused = await this.editor.publish(note, screens.map(({id}) => id), this.#aboutRolledBack)
    if (refused === undefined) return
    this.failure = refused.message
    // Rolled back since it was looked up: shown, and asked about.
    if (refused.rolledBack) for (const screen of screens) await this.#look(screen, this.#asked.get(screen.id) ?? screen.draft)
    // Somebody may have changed what was looked up: the server's word counts.
    for (const {id} of screens) {
      const errors = refused.problems.filter(problem => problem.screen === id)
      const look = this.looks.get(id)
      if (errors.length > 0 && look) this.looks = new Map([...this.looks, [id, {...look, errors}]])
    }
  }
}

const startsLarge = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
