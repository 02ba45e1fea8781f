/** The palette: every snippet that can stand on a page, by group. A click or Enter adds after what is selected; dragging chooses the place. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import {isComposing} from '../../snippets/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import {addByHand} from '../canvas/add-by-hand.ts'
import type {DragSession} from '../canvas/drag-session.ts'
import {dragSource} from '../canvas/drag-source.ts'
import {icon, snippetIcon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'

/** Frames (`Page`) stand around a page, not on it. */
const order = ['Layout', 'Content', 'Data', 'Forms'] as const

export class PalettePart extends Part {
  static override properties = {...Part.properties, drag: {attribute: false}, words: {state: true}}
  declare drag: DragSession
  declare words: string
  #sources = new Map<Element, () => void>()

  constructor() {
    super()
    this.words = ''
  }

  protected uses({manifests, draft}: EditorState): readonly unknown[] {
    return [manifests, draft === undefined]
  }

  protected override render(): TemplateResult {
    const found = [...this.state.manifests.values()].filter(manifest => manifest.group !== 'Page' && matches(manifest, this.words))
    return html`
      <div class="search">
        ${icon('search')}
        <input class="input" type="search" placeholder="Find a part" aria-label="Find a part" .value=${this.words} @input=${(event: InputEvent) => (this.words = (event.target as HTMLInputElement).value)} @keydown=${this.#onSearchKey}>
      </div>
      ${found.length === 0 ? html`<p class="quiet" role="status">Nothing is called “${this.words}”. Try another word.</p>` : nothing}
      ${order.map(group => this.#group(group, found.filter(manifest => manifest.group === group)))}
      <p class="hint">Drag a part onto the page, or press Enter to add it after what is selected.</p>`
  }

  #group(group: string, manifests: readonly Manifest[]): TemplateResult | typeof nothing {
    if (manifests.length === 0) return nothing
    const id = `palette-${group.toLowerCase()}`
    return html`
      <section aria-labelledby=${id}>
        <h2 id=${id}>${group}</h2>
        <div class="tiles">${repeat(manifests, manifest => manifest.name, manifest => html`
          <button class="tile" type="button" data-snippet=${manifest.name} title=${manifest.description ?? manifest.title} ?disabled=${!this.state.draft || !this.state.mayEdit} @click=${(event: MouseEvent) => this.#add(event, manifest.name)}>
            ${snippetIcon(manifest.icon)}<span>${manifest.title}</span>
          </button>`)}
        </div>
      </section>`
  }

  /** Whoever works by keys goes on here: a press of a key has no detail. */
  #add({detail}: MouseEvent, snippet: string): void {
    if (detail > 0) addByHand(this.editor, snippet)
    else this.editor.insert(snippet)
  }

  #onSearchKey(event: KeyboardEvent): void {
    if (isComposing(event) || event.key !== 'Enter') return
    event.preventDefault()
    this.querySelector<HTMLButtonElement>('.tile')?.click()
  }

  protected override updated(_changed: PropertyValues): void {
    const lists = new Set(this.querySelectorAll<HTMLElement>('.tiles'))
    for (const [list, stop] of this.#sources) {
      if (lists.has(list as HTMLElement)) continue
      stop()
      this.#sources.delete(list)
    }
    for (const list of lists) {
      if (this.#sources.has(list)) continue
      this.#sources.set(list, dragSource(list, '.tile', tile => ({kind: 'new', snippet: tile.dataset.snippet ?? ''}), this.drag))
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const stop of this.#sources.values()) stop()
    this.#sources.clear()
  }
}

function matches({name, title, description = '', group}: Manifest, words: string): boolean {
  const text = `${name} ${title} ${description} ${group}`.toLowerCase()
  return words.toLowerCase().split(/\s+/).every(word => text.includes(word))
}
