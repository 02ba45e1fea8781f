/** The whole surface: bar, palette and outline, canvas, inspector, and what opens over them. */
import {html, nothing, type TemplateResult} from 'lit'
import {isComposing} from '../../snippets/index.ts'
import type {Api} from '../api/api.ts'
import {addByHand} from '../canvas/add-by-hand.ts'
import {createDragSession, type Dragged, type DragSession} from '../canvas/drag-session.ts'
import {Part} from './part.ts'
import {icon} from './icons.ts'
import type {EditorState} from '../state/editor-state.ts'

type Tab = 'add' | 'outline'

export class DesignerPart extends Part {
  static override properties = {...Part.properties, api: {attribute: false}, scripts: {attribute: false}, tab: {state: true}}
  declare api: Api
  declare scripts: Readonly<Record<string, string>>
  declare tab: Tab

  readonly #drag: DragSession = createDragSession({
    label: dragged => {
      const {manifests, draft} = this.state
      const snippet = dragged.kind === 'new' ? dragged.snippet : draft?.tree.nodes.get(dragged.id)?.snippet
      return manifests.get(snippet ?? '')?.title ?? snippet ?? ''
    },
    onDrop: (dragged, spot) => {
      if (dragged.kind === 'new') return addByHand(this.editor, dragged.snippet, spot)
      this.editor.move(dragged.id, spot)
      // What was dropped is selected; the next key is about it.
      this.querySelector<HTMLElement>('.stage')?.focus({preventScroll: true})
    },
  })

  #stopDragging: (() => void) | undefined

  constructor() {
    super()
    this.tab = 'add'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stopDragging = this.editor.store.watch(state => {
      const dragged = this.#drag.held()
      if (!dragged || isThere(state, dragged)) return
      this.#drag.cancel()
      if (state.draft) this.editor.say('info', 'What was dragged was removed meanwhile, so that it went nowhere.')
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopDragging?.()
    this.#drag.cancel()
  }

  protected uses({phase, failure, panel, problems}: EditorState): readonly unknown[] {
    return [phase, failure, panel, problems.length]
  }

  protected override render(): TemplateResult {
    const {phase, failure, panel} = this.state
    if (phase === 'failed') {
      return html`<main class="empty" role="alert"><h1>The designer could not start</h1><p>${failure}</p><button class="button primary" type="button" @click=${() => location.reload()}>Try again</button></main>`
    }
    const {editor} = this
    return html`
      <header class="bar"><h1 class="hidden-text">Designer</h1><designer-top-bar .editor=${editor}></designer-top-bar></header>
      <aside class="left" aria-label="Parts">
        <div class="tabs" role="tablist" aria-label="Parts" @keydown=${this.#onTabKey}>${this.#tab('add', 'Add')}${this.#tab('outline', 'Outline')}</div>
        <div class="tab-panel" role="tabpanel" id="panel-add" aria-labelledby="tab-add" ?hidden=${this.tab !== 'add'}><designer-palette .editor=${editor} .drag=${this.#drag}></designer-palette></div>
        <div class="tab-panel" role="tabpanel" id="panel-outline" aria-labelledby="tab-outline" ?hidden=${this.tab !== 'outline'}><designer-outline .editor=${editor} .drag=${this.#drag}></designer-outline></div>
      </aside>
      <main class="centre" aria-label="Canvas">
        <designer-canvas .editor=${editor} .drag=${this.#drag} .scripts=${this.scripts}></designer-canvas>
        <footer class="below"><designer-breadcrumbs .editor=${editor}></designer-breadcrumbs></footer>
        ${panel === 'problems' ? html`
          <section class="drawer" data-surface data-next="show-problems" aria-labelledby="problems-heading">
            <header><h2 id="problems-heading">Problems</h2><button type="button" class="tool" aria-label="Close the problems" @click=${() => editor.show(null)}>${icon('close')}</button></header>
            <designer-problems .editor=${editor}></designer-problems>
          </section>` : nothing}
      </main>
      <aside class="right" aria-label="Inspector" tabindex="-1"><designer-inspector .editor=${editor}></designer-inspector></aside>
      <designer-notices .editor=${editor}></designer-notices>
      ${panel === 'publish' ? html`<designer-publish .editor=${editor} .api=${this.api}></designer-publish>` : nothing}
      ${panel === 'releases' ? html`<designer-releases .editor=${editor} .api=${this.api}></designer-releases>` : nothing}
      ${panel === 'archived' ? html`<designer-archived .editor=${editor} .api=${this.api}></designer-archived>` : nothing}
      ${panel === 'new-screen' ? html`<designer-new-screen .editor=${editor}></designer-new-screen>` : nothing}
      ${panel === 'screen-settings' ? html`<designer-screen-settings .editor=${editor}></designer-screen-settings>` : nothing}`
  }

  #tab(tab: Tab, label: string): TemplateResult {
    const chosen = this.tab === tab
    return html`<button type="button" role="tab" id="tab-${tab}" aria-controls="panel-${tab}" aria-selected=${chosen} tabindex=${chosen ? 0 : -1} @click=${() => (this.tab = tab)}>${label}</button>`
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    this.tab = this.tab === 'add' ? 'outline' : 'add'
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus())
  }
}

/** Whether it can still be dropped: on another screen, or gone from this one, it cannot. */
const isThere = ({draft, manifests}: EditorState, dragged: Dragged): boolean => draft !== undefined && (dragged.kind === 'new' ? manifests.has(dragged.snippet) : draft.tree.nodes.has(dragged.id))
