/**
 * The canvas: the real runtime with live data, under a layer of outlines. What stands on it can be selected and dragged, but does nothing itself. To assistive technology it is a
 * picture: the outline tells the same tree, and a second application with landmarks of its own inside this one would only be in the way.
 */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import {findNode, type Tree, walkTree} from '../../ast/index.ts'
import {createPage, type Page, type PageState} from '../../runtime/client.ts'
import {isComposing} from '../../snippets/index.ts'
import {slotsOf} from '../commands/places.ts'
import {icon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import type {DragSession} from './drag-session.ts'
import {dragSource} from './drag-source.ts'
import {showDropZones} from './drop-zones.ts'
import {type Box, findSpotOnPage, type NodeBox} from './find-spot.ts'
import {editText} from './inline-edit.ts'
import {boxOf, homeOf, measureBoxes} from './measure-boxes.ts'
import {createOverlay} from './overlay.ts'
import {previewPage} from './preview-page.ts'
import {createQuietener, type Quietener} from './quieten.ts'

export class CanvasPart extends Part {
  static override properties = {...Part.properties, drag: {attribute: false}, scripts: {attribute: false}}
  declare drag: DragSession
  /** Snippet -> URL of its script: of all snippets, as any can be dropped. */
  declare scripts: Readonly<Record<string, string>>

  #page: Page | undefined
  #pageScreen = ''
  #overlay = createOverlay()
  #quietener: Quietener | undefined
  #sources = new Map<HTMLElement, () => void>()
  #sizes = new ResizeObserver(() => this.#redraw())
  #frame = 0
  #boxes: NodeBox | undefined
  /** The tree that the boxes were measured for. */
  #measured: Tree | undefined
  #stops: (() => void)[] = []
  #shown: string | null = null
  #clicked: string | undefined
  /** Who walks the outline hears of the part by its row. */
  #chosen = ''

  protected uses({draft, page, pageFailure, selected, hovered, width, failure, screenId, screens, phase, announced}: EditorState): readonly unknown[] {
    return [draft?.tree, page, pageFailure, selected, hovered, width, failure, screenId, screens.length, phase, announced]
  }

  protected override render(): TemplateResult {
    const {width, pageFailure, failure, archived, draft, page, screenId, phase, screens, selected, announced} = this.state
    if (selected !== this.#shown) this.#chosen = selected !== null && this.#hasFocus ? `Selected: ${this.#titleOf(selected)}` : ''
    const none = phase === 'ready' && screenId === null && screens.length === 0
    return html`
      <div class="stage" tabindex="0" role="group" aria-label="Page" @scroll=${this.#redraw} @keydown=${this.#onKey}>
        ${failure ? html`<div class="empty" role="alert"><h2>${archived ? 'This screen is archived' : 'This screen cannot be shown'}</h2><p>${failure}</p>
          ${archived ? html`<button class="button primary" type="button" ?disabled=${!this.state.mayEdit} @click=${() => this.editor.show('archived')}>Archived screens</button>` : nothing}</div>` : nothing}
        ${none ? html`
          <div class="empty">
            <h2>Plant the first screen</h2>
            <p>A screen is a page of your application: a list, a form, a dashboard.</p>
            <button class="button primary" type="button" @click=${() => this.editor.show('new-screen')}>New screen</button>
          </div>` : nothing}
        ${pageFailure && draft ? html`<p class="stage-notice" role="status">${icon('alert')}<span>The page could not be refreshed, so what you see may be older than your edits. ${pageFailure}</span></p>` : nothing}
        <div class="sheet" data-width=${width} ?hidden=${failure !== '' || none}>
          ${draft && page ? nothing : html`<div class="skeleton" role="status" aria-label="The page is being loaded"><span></span><span></span><span></span></div>`}
          <div class="page" aria-hidden="true"></div>
        </div>
        <p class="hidden-text" role="status" aria-atomic="false">${keyed(announced.id, heard(announced.text))} ${keyed(selected, heard(this.#chosen))}</p>
      </div>`
  }

  protected override firstUpdated(): void {
    const page = this.#root
    page.parentElement?.append(this.#overlay.element)
    this.#quietener = createQuietener(page)
    // Before anything in the page hears of it: here clicks only select.
    for (const type of ['click', 'auxclick', 'submit', 'ui-act', 'ui-go']) page.addEventListener(type, this.#onPageEvent, true)
    page.addEventListener('dblclick', this.#onDoubleClick)
    page.addEventListener('pointermove', event => this.editor.hover(this.drag.held() ? null : nodeUnder(event) ?? null))
    page.addEventListener('pointerleave', () => this.editor.hover(null))
    this.querySelector('.stage')?.addEventListener('click', event => {
      if (event.target === event.currentTarget || (event.target as Element).classList.contains('sheet')) this.editor.select(null)
    })
    this.#stops.push(this.drag.addSurface({
      area: this.querySelector<HTMLElement>('.stage')!,
      over: (dragged, {x, y}) => {
        const {draft, manifests} = this.state
        if (!draft) return undefined
        if (this.#measured !== draft.tree) this.#boxes = undefined
        this.#measured = draft.tree
        this.#boxes ??= measureBoxes(draft.tree, manifests, this.#find, dragged.kind === 'move' ? dragged.id : undefined)
        const found = this.#boxes && findSpotOnPage(this.#boxes, x, y)
        this.#overlay.mark(found?.mark ?? null, found?.into ?? false)
        return found?.spot
      },
      leave: () => {
        this.#boxes = undefined
        this.#overlay.mark(null, false)
      },
    }))
    this.#sizes.observe(page)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#page?.close()
    this.#quietener?.close()
    this.#sizes.disconnect()
    for (const stop of [...this.#stops, ...this.#sources.values()]) stop()
    cancelAnimationFrame(this.#frame)
  }

  protected override updated(_changed: PropertyValues): void {
    void this.#showPage()
    this.#redraw()
    const {selected} = this.state
    // What was chosen elsewhere comes into view; what was clicked here is in view, and must not jump.
    if (selected !== this.#shown && selected !== this.#clicked) requestAnimationFrame(() => this.#bring(selected))
    this.#shown = selected
  }

  /** What can be seen well enough stays where it is: a part taller than the canvas would jump. */
  #bring(id: string | null): void {
    const element = this.#elementOf(id)
    const stage = this.querySelector('.stage')?.getBoundingClientRect()
    if (!element || !stage) return
    const {top, bottom} = boxOf(element)
    const seen = Math.min(bottom, stage.bottom) - Math.max(top, stage.top)
    if (seen < Math.min(bottom - top, stage.height / 3)) element.scrollIntoView({block: 'nearest', inline: 'nearest'})
  }

  get #hasFocus(): boolean {
    return document.activeElement?.matches('.stage') ?? false
  }

  get #root(): HTMLElement {
    return this.querySelector<HTMLElement>('.page')!
  }

  readonly #find = (id: string): HTMLElement | undefined => this.#page?.element(id)

  async #showPage(): Promise<void> {
    const {draft, page} = this.state
    if (!draft || !page || page.state.context.screen.id !== draft.screen.id) {
      this.#dropPage()
      return
    }
    const state = this.#withScripts(previewPage(page, draft.tree, this.state.manifests))
    if (!this.#page || this.#pageScreen !== draft.screen.id) {
      this.#dropPage()
      this.#pageScreen = draft.screen.id
      this.#page = createPage(this.#root, state, {designing: true})
      await this.#page.ready
    } else {
      await this.#page.update(state)
    }
    this.#settle()
    // Elements draw themselves a moment later; what they drew is quietened then.
    requestAnimationFrame(() => this.#settle())
  }

  #dropPage(): void {
    this.#page?.close()
    this.#page = undefined
    this.#pageScreen = ''
    this.#root.textContent = ''
  }

  #withScripts(state: PageState): PageState {
    return {...state, scripts: {...this.scripts, ...state.scripts}}
  }

  #settle(): void {
    const {draft, manifests, selected} = this.state
    if (!draft || !this.#page) return
    this.#quietener?.quieten()
    showDropZones(this.#root, draft.tree, manifests, this.#find, selected)
    this.#makeDraggable()
    this.#boxes = undefined
    this.#redraw()
  }

  #makeDraggable(): void {
    const {draft, manifests, mayEdit} = this.state
    if (!draft || !mayEdit) return
    const homes = new Set<HTMLElement>()
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-node]')) {
      const id = element.dataset.node ?? ''
      for (const slot of slotsOf(draft.tree, manifests, id)) homes.add(homeOf(element, slot))
    }
    for (const [home, stop] of this.#sources) {
      if (homes.has(home)) continue
      stop()
      this.#sources.delete(home)
    }
    for (const home of homes) {
      if (this.#sources.has(home)) continue
      this.#sources.set(home, dragSource(home, '>[data-node]', item => ({kind: 'move', id: item.dataset.node ?? ''}), this.drag))
    }
  }

  /** Outlines follow on the next frame, when layout is known. */
  readonly #redraw = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      const {selected, hovered} = this.state
      this.#boxes = undefined
      for (let element = this.#elementOf(selected); element && element !== this.#root; element = element.parentElement ?? undefined) this.#sizes.observe(element)
      this.#overlay.select(this.#boxFor(selected), this.#titleOf(selected))
      this.#overlay.hover(hovered === selected ? null : this.#boxFor(hovered), this.#titleOf(hovered))
    })
  }

  #elementOf(id: string | null): HTMLElement | undefined {
    return id === null ? undefined : this.#find(id)
  }

  #boxFor(id: string | null): Box | null {
    const element = this.#elementOf(id)
    return element ? boxOf(element) : null
  }

  #titleOf(id: string | null): string {
    const {draft, manifests} = this.state
    const snippet = id === null ? undefined : draft?.tree.nodes.get(id)?.snippet
    return manifests.get(snippet ?? '')?.title ?? snippet ?? ''
  }

  readonly #onPageEvent = (event: Event): void => {
    event.preventDefault()
    event.stopPropagation()
    if (event.type !== 'click') return
    const id = nodeUnder(event)
    this.#clicked = id
    if (id !== undefined) this.editor.select(id)
    this.querySelector<HTMLElement>('.stage')?.focus({preventScroll: true})
  }

  readonly #onDoubleClick = (event: Event): void => {
    const id = nodeUnder(event)
    const element = id === undefined ? undefined : this.#find(id)
    if (id !== undefined && element && this.state.mayEdit) editText(this.editor, id, boxOf(element), this.#overlay.element)
  }

  /** The tree by arrow keys: up and down in reading order, left to the parent, right to the first child. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const {draft, selected} = this.state
    if (!draft || event.target !== event.currentTarget || event.altKey || event.metaKey || event.ctrlKey) return
    const order = walkTree(draft.tree).map(node => node.id)
    const at = selected === null ? -1 : order.indexOf(selected)
    const to = event.key === 'ArrowDown' ? order[Math.min(at + 1, order.length - 1)]
      : event.key === 'ArrowUp' ? order[Math.max(at - 1, 0)]
      : event.key === 'ArrowLeft' ? findNode(draft.tree, selected ?? '')?.parent_id
      : event.key === 'ArrowRight' ? draft.tree.children.get(selected ?? draft.tree.rootId)?.[0]
      : event.key === 'Escape' ? null
      : undefined
    if (to === undefined) return
    event.preventDefault()
    this.editor.select(to)
  }
}

/** The deepest node that an event happened in; events within shadow roots show their host here. */
function nodeUnder(event: Event): string | undefined {
  const element = event.composedPath().find((target): target is HTMLElement => target instanceof HTMLElement && target.dataset.node !== undefined)
  return element?.dataset.node
}

const heard = (words: string): TemplateResult => html`<designer-heard-once .text=${words}></designer-heard-once>`
