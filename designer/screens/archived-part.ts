/** The archived screens, and the way back: at another path where their own is taken by now. */
import {html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import {repeat} from 'lit/directives/repeat.js'
import type {Api, ScreenItem} from '../api/api.ts'
import {ApiProblem, messageOf} from '../api/problem.ts'
import {freePath} from '../commands/starting-points.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'

interface Asking {readonly id: string; readonly message: string; readonly path: string}

export class ArchivedPart extends Part {
  static override properties = {...Part.properties, api: {attribute: false}, items: {state: true}, failure: {state: true}, asking: {state: true}, busy: {state: true}}
  declare api: Api
  /** Undefined while they are loaded. */
  declare items: readonly ScreenItem[] | undefined
  declare failure: string
  /** The screen that needs another path. */
  declare asking: Asking | undefined
  declare busy: boolean

  constructor() {
    super()
    this.items = undefined
    this.failure = ''
    this.asking = undefined
    this.busy = false
  }

  protected uses({screens, mayEdit}: EditorState): readonly unknown[] {
    return [screens, mayEdit]
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.api.screens('archived').then(found => (this.items = found), (error: unknown) => (this.failure = messageOf(error)))
  }

  protected override render(): TemplateResult {
    return html`<designer-modal .side=${true} .heading=${'Archived screens'} .body=${html`
      <div class="modal-body">
        ${this.failure ? html`<p class="said error" role="alert">${this.failure}</p>` : nothing}
        ${this.items === undefined ? this.failure ? nothing : html`<p class="quiet" role="status">Loading…</p>`
          : this.items.length === 0 ? html`<p class="quiet">No screen is archived.</p>`
          : html`<ul class="archived">${repeat(this.items, item => item.id, item => this.#item(item))}</ul>`}
      </div>`} @modal-close=${() => this.editor.show(null)}></designer-modal>`
  }

  #item(item: ScreenItem): TemplateResult {
    const {asking} = this
    return html`
      <li>
        <div><strong>${item.title}</strong> <span class="quiet">${item.path}</span>${item.live === null ? nothing : html`<p class="quiet">Visitors still see it, until the next publish.</p>`}</div>
        <button type="button" class="button small" aria-label="Restore ${item.title}" ?disabled=${!this.state.mayEdit} @click=${() => this.#restore(item)}>Restore</button>
        ${asking?.id === item.id ? html`
          <form class="confirm" data-surface aria-label="Restore ${item.title} at another path" @submit=${(event: SubmitEvent) => this.#submit(event, item)}>
            ${keyed(asking, html`<p role="alert">${asking.message}</p>`)}
            <div class="field"><label class="label" for="restore-path">Restore it at</label><input class="input code" id="restore-path" name="path" required maxlength="200" value=${asking.path}></div>
            <footer><button type="button" class="button small" @click=${() => (this.asking = undefined)}>Cancel</button><button type="submit" class="button primary small">Restore</button></footer>
          </form>` : nothing}
      </li>`
  }

  #submit(event: SubmitEvent, item: ScreenItem): void {
    event.preventDefault()
    void this.#restore(item, String(new FormData(event.target as HTMLFormElement).get('path') ?? '').trim())
  }

  async #restore(item: ScreenItem, path?: string): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.failure = ''
    try {
      await this.editor.restoreScreen(item.id, path)
    } catch (error) {
      if (path === undefined && !(error instanceof ApiProblem && error.code === 'not-unique')) this.failure = messageOf(error)
      else {
        const taken = this.state.screens.find(screen => screen.path === (path ?? item.path))
        this.asking = {id: item.id, path: path ?? freePath(item.path, this.state.screens.map(screen => screen.path)), message: taken ? `${taken.path} belongs to “${taken.title}” by now.` : messageOf(error)}
        await this.updateComplete
        await (this.querySelector('designer-modal') as unknown as {readonly updateComplete: Promise<unknown>} | null)?.updateComplete
        this.querySelector<HTMLElement>('#restore-path')?.focus()
      }
    } finally {
      this.busy = false
    }
  }
}
