/** The releases: what went live when, by whom and why; what each changed; and the way back. */
import {html, nothing, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import {formatDateTime} from '../../snippets/index.ts'
import type {Api, Release, ReleaseDetails, RolledBack} from '../api/api.ts'
import {messageOf} from '../api/problem.ts'
import {icon} from '../shell/icons.ts'
import type {ModalPart} from '../shell/modal.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {saySteps} from './say-steps.ts'

const kinds: {readonly [K in Release['kind']]: string} = {publish: 'Published', hotpatch: 'Hot patch', rollback: 'Rollback'}

const changeWords = {added: 'appeared', removed: 'went', changed: 'changed'} as const

export class ReleasesPart extends Part {
  static override properties = {...Part.properties, api: {attribute: false}, opened: {state: true}, details: {state: true}, asking: {state: true}, busy: {state: true}, left: {state: true}}
  declare api: Api
  declare opened: string | undefined
  declare details: ReadonlyMap<string, ReleaseDetails | string>
  /** The release whose rollback waits for a yes. */
  declare asking: string | undefined
  declare busy: boolean
  /** Rolled back hot patches that stay in drafts. */
  declare left: readonly RolledBack[]

  constructor() {
    super()
    this.opened = undefined
    this.details = new Map()
    this.asking = undefined
    this.busy = false
    this.left = []
  }

  protected uses({releases, people, manifests}: EditorState): readonly unknown[] {
    return [releases, people, manifests]
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.editor.loadReleases()
  }

  protected override render(): TemplateResult {
    const {releases} = this.state
    return html`<designer-modal .side=${true} .heading=${'Releases'} .body=${html`
      <div class="modal-body">
        ${repeat(this.left, one => `${one.screen} ${one.number}`, one => this.#stays(one))}
        ${releases === undefined ? html`<p class="quiet" role="status">Loading…</p>`
          : releases.length === 0 ? html`<p class="quiet">Nothing was published yet. The first publish makes the first release.</p>`
          : html`<ol class="releases">${repeat(releases, release => release.id, release => this.#release(release))}</ol>`}
      </div>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  #stays(one: RolledBack): TemplateResult {
    const drop = (): void => {
      this.left = this.left.filter(each => each !== one)
    }
    const takeBack = async (): Promise<void> => {
      if (await this.editor.takeBack(one)) drop()
    }
    return html`
      <div class="confirm" data-surface role="group" aria-label="Hot patch ${one.number} stays in a draft">
        <p role="status">The draft of “${one.title}” still holds hot patch ${one.number}${one.note ? ` (${one.note})` : ''}: publishing it asks what becomes of that.</p>
        <ul class="changes">${saySteps(one.steps, this.state.manifests, node => this.#titleOf(node)).map(line => html`<li>${line}</li>`)}</ul>
        ${one.takeBack.length < one.steps.length ? html`<p class="quiet">Something was built on it since: that goes by hand.</p>` : nothing}
        <footer><button type="button" class="button small" @click=${drop}>Leave it there</button>${one.takeBack.length > 0
          ? html`<button type="button" class="button primary small" @click=${takeBack}>Take it out of the draft</button>` : nothing}</footer>
      </div>`
  }

  /** As the page on the canvas writes times. */
  #when(at: string): string {
    const context = this.state.page?.state.context
    return context ? formatDateTime(at, context.locale, context.timeZone) : new Date(at).toLocaleString()
  }

  #release(release: Release): TemplateResult {
    const open = this.opened === release.id
    return html`
      <li class=${release.live ? 'live' : ''}>
        <div class="release-head">
          <strong>${release.number}</strong>
          <span class="kind ${release.kind}">${kinds[release.kind]}</span>
          ${release.live ? html`<span class="badge-live">Live</span>` : nothing}
          <time datetime=${release.at} title=${this.#when(release.at)}>${ago(release.at)}</time>
        </div>
        ${release.note ? html`<p class="note">${release.note}</p>` : nothing}
        <p class="quiet">${this.state.people.get(release.by) ?? (release.by === 'system' ? 'Espalier' : 'Someone')}</p>
        <div class="release-tools">
          <button type="button" class="button quiet small" aria-expanded=${open} @click=${() => this.#toggle(release.id)}>${open ? 'Hide changes' : 'What changed'}</button>
          ${release.live || !this.state.mayEdit ? nothing : html`<button type="button" class="button quiet small" @click=${() => void this.#ask(release.id)}>${icon('history')}Roll back to this</button>`}
        </div>
        ${open ? this.#details(release.id) : nothing}
        ${this.asking === release.id ? html`
          <form class="confirm" data-surface aria-label="Roll back to release ${release.number}" @submit=${(event: SubmitEvent) => this.#rollback(event, release)}>
            <p>Everyone will see what release ${release.number} held. Drafts stay as they are; what a hot patch left in one is named then.</p>
            <div class="field"><label class="label" for="rollback-note">Note</label><input class="input" id="rollback-note" name="note" maxlength="2000" placeholder="Why"></div>
            <footer><button type="button" class="button small" @click=${() => (this.asking = undefined)}>Cancel</button><button type="submit" class="button danger small" ?disabled=${this.busy}>Roll back to ${release.number}</button></footer>
          </form>` : nothing}
      </li>`
  }

  async #ask(id: string): Promise<void> {
    this.asking = id
    await this.updateComplete
    await this.querySelector<ModalPart>('designer-modal')?.updateComplete
    this.querySelector<HTMLElement>('#rollback-note')?.focus()
  }

  #details(id: string): TemplateResult {
    const details = this.details.get(id)
    if (details === undefined) return html`<p class="quiet" role="status">Loading…</p>`
    if (typeof details === 'string') return html`<p class="quiet">${details}</p>`
    const {changes, items} = details
    if (changes.length + items.length === 0) return html`<p class="quiet">Nothing differs from the release before.</p>`
    return html`<div class="details">${changes.map(change => html`
      <h4>${change.title} <span class="quiet">${change.path}${change.kind === 'changed' ? nothing : change.kind === 'added' ? ' appeared' : ' went'}</span></h4>
      <ul class="changes">
        ${change.settings && change.kind === 'changed' ? html`<li>Changed its title, path or navigation</li>` : nothing}
        ${change.kind === 'changed' ? saySteps(change.steps, this.state.manifests, node => this.#titleOf(node)).map(line => html`<li>${line}</li>`) : nothing}
      </ul>`)}${items.map(({kind, key, change}) => html`<h4>${key} <span class="quiet">${kind} ${changeWords[change]}</span></h4>`)}</div>`
  }

  #titleOf(node: string): string | undefined {
    const {draft, manifests} = this.state
    return manifests.get(draft?.tree.nodes.get(node)?.snippet ?? '')?.title
  }

  #toggle(id: string): void {
    this.opened = this.opened === id ? undefined : id
    if (this.opened && !this.details.has(id)) {
      void this.api.release(id).catch((error: unknown) => messageOf(error))
        .then(found => (this.details = new Map([...this.details, [id, found]])))
    }
  }

  async #rollback(event: SubmitEvent, release: Release): Promise<void> {
    event.preventDefault()
    const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim()
    this.busy = true
    const drafts = await this.editor.rollback(release.id, note)
    if (drafts) {
      this.asking = undefined
      this.left = drafts
    }
    this.busy = false
  }
}

/** `5 minutes ago`, in the reader's language. */
function ago(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', {numeric: 'auto'})
  for (const [unit, size] of [['day', 86_400], ['hour', 3_600], ['minute', 60]] as const) if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit)
  return format.format(0, 'second')
}
