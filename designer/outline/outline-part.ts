/** The outline: the screen's tree as rows, for keyboard and pointer. */
import {isComposing} from '../../snippets/index.ts'
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import type {DragSession} from '../canvas/drag-session.ts'
import {dragSource} from '../canvas/drag-source.ts'
import {problemWords} from '../problems/problem-words.ts'
import {icon, snippetIcon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {findRowSpot, type RowSpot} from './find-row-spot.ts'
import {outlineKey} from './outline-keys.ts'
import {outlineRows, type Row} from './outline-rows.ts'

export class OutlinePart extends Part {
  static override properties = {...Part.properties, drag: {attribute: false}, closed: {state: true}, mark: {state: true}}
  declare drag: DragSession
  declare closed: ReadonlySet<string>
  declare mark: RowSpot | undefined
  #stops: (() => void)[] = []

  constructor() {
    super()
    this.closed = new Set()
    this.mark = undefined
  }

  protected uses({draft, selected, hovered, manifests, problems}: EditorState): readonly unknown[] {
    return [draft?.tree, selected, hovered, manifests, problems]
  }

  protected override render(): TemplateResult {
    const rows = this.#rows()
    return html`
      <div class="rows" role="tree" aria-label="Outline of the screen" @keydown=${this.#onKey}>
        ${repeat(rows, row => row.id, row => this.#row(row, rows))}
      </div>
      ${rows.length > 0 ? html`<p class="hint">Arrow keys walk the tree. Alt and an arrow move a part, Delete removes it.</p>` : html`<p class="quiet">Open a screen to see its parts.</p>`}`
  }

  #rows(): readonly Row[] {
    const {draft, manifests} = this.state
    return draft ? outlineRows(draft.tree, manifests, this.closed) : []
  }

  #row(row: Row, rows: readonly Row[]): TemplateResult {
    const {selected, hovered, manifests, problems} = this.state
    const isSelected = row.id === selected
    const tabStop = isSelected || (row.level === 1 && !rows.some(({id}) => id === selected))
    const worst = problems.filter(problem => problem.node === row.id).toSorted(bySeverity)[0]
    return html`
      <div class="row ${row.id === hovered ? 'hovered' : ''}" role="treeitem" id="row-${row.id}" data-row=${row.id} data-mark=${this.mark?.row === row.id ? this.mark.where : nothing}
        aria-level=${row.level} aria-posinset=${row.position} aria-setsize=${row.siblings} aria-selected=${isSelected} aria-expanded=${row.open === undefined ? nothing : String(row.open)}
        tabindex=${tabStop ? 0 : -1} .style=${`--level: ${row.level - 1}`}
        @click=${() => this.#choose(row.id)} @pointerenter=${() => this.editor.hover(row.id)} @pointerleave=${() => this.editor.hover(null)}>
        <span class="twist" data-open=${row.open === undefined ? nothing : String(row.open)} @click=${(event: Event) => this.#twist(event, row)}>${row.open === undefined ? nothing : icon('chevron')}</span>
        ${snippetIcon(manifests.get(row.node.snippet)?.icon)}
        <span class="name">${row.title}</span>
        ${row.slot ? html`<span class="slot-name">${row.slot}</span>` : nothing}
        ${row.detail ? html`<span class="detail">${row.detail}</span>` : nothing}
        ${worst ? html`<span class="flag ${worst.severity}" title=${problemWords(worst)}>${icon('alert')}<span class="hidden-text">${worst.severity === 'error' ? 'has a problem' : 'has a warning'}</span></span>` : nothing}
      </div>`
  }

  #choose(id: string): void {
    this.editor.select(id)
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#row-${CSS.escape(id)}`)?.focus())
  }

  #twist(event: Event, {id, open}: Row): void {
    if (open === undefined) return
    event.stopPropagation()
    this.#fold(id, open)
  }

  #fold(id: string, close: boolean): void {
    const closed = new Set(this.closed)
    if (close) closed.add(id)
    else closed.delete(id)
    this.closed = closed
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const {selected} = this.state
    const meaning = outlineKey(this.#rows(), selected, event)
    if (!meaning) return
    event.preventDefault()
    if (meaning.do === 'select') this.#choose(meaning.id)
    else if (meaning.do === 'nudge') {
      if (selected === null) return
      this.editor.nudge(selected, meaning.direction)
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#row-${CSS.escape(selected)}`)?.focus())
    } else this.#fold(meaning.id, meaning.do === 'close')
  }

  protected override firstUpdated(): void {
    const list = this.querySelector<HTMLElement>('.rows')!
    this.#stops = [
      dragSource(list, '.row:not([aria-level="1"])', row => ({kind: 'move', id: row.dataset.row ?? ''}), this.drag),
      this.drag.addSurface({
        area: this,
        over: (dragged, {x, y}) => {
          const {draft, manifests} = this.state
          const row = document.elementsFromPoint(x, y).map(element => element.closest<HTMLElement>('[data-row]')).find(found => found !== null && this.contains(found))
          const {top, height} = row?.getBoundingClientRect() ?? {top: 0, height: 1}
          this.mark = draft && row ? findRowSpot(draft.tree, manifests, row.dataset.row ?? '', (y - top) / height, dragged.kind === 'move' ? dragged.id : undefined) : undefined
          return this.mark?.spot
        },
        leave: () => (this.mark = undefined),
      }),
    ]
  }

  protected override updated(_changed: PropertyValues): void {
    const {selected, draft} = this.state
    // What is selected elsewhere shows here: folded parents open.
    let parent = selected === null ? null : draft?.tree.nodes.get(selected)?.parent_id ?? null
    const closed = new Set(this.closed)
    while (parent !== null) {
      closed.delete(parent)
      parent = draft?.tree.nodes.get(parent)?.parent_id ?? null
    }
    if (closed.size !== this.closed.size && selected !== this.#shown) this.closed = closed
    if (selected !== this.#shown) {
      this.#shown = selected
      // Whoever works here by keys goes on at what is selected now.
      if (this.contains(document.activeElement)) this.querySelector<HTMLElement>('.row[tabindex="0"]')?.focus()
      if (selected !== null) this.querySelector(`#row-${CSS.escape(selected)}`)?.scrollIntoView({block: 'nearest'})
    }
  }

  #shown: string | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const stop of this.#stops) stop()
  }
}

const bySeverity = (a: {readonly severity: string}, b: {readonly severity: string}): number => a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1
