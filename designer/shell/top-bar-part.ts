/** The bar at the top: which screen, how it stands, and what can be done with all of it. */
import {html, nothing, type TemplateResult} from 'lit'
import {icon, mark} from './icons.ts'
import {Part} from './part.ts'
import type {EditorState, ViewWidth} from '../state/editor-state.ts'
import type {Saving} from '../state/sync.ts'

const widths: readonly {readonly width: ViewWidth; readonly label: string}[] = [{width: 'desktop', label: 'Full width'}, {width: 'tablet', label: 'Tablet'}, {width: 'phone', label: 'Phone'}]

const savings: {readonly [S in Saving]: string} = {saved: 'Saved', saving: 'Saving…', waiting: 'Not saved yet: trying again', 'signed-out': 'Not saved: sign in again'}

const lineLost = 'The live connection is lost. What you do is kept; what others do shows each minute, and when you come back to this page.'

export class TopBarPart extends Part {
  protected uses({draft, screens, screenId, saving, live, history, width, problems, panel}: EditorState): readonly unknown[] {
    return [draft?.screen, draft === undefined, screens, screenId, saving, live, history, width, problems, panel]
  }

  protected override render(): TemplateResult {
    const {draft, screens, screenId, history, width, problems} = this.state
    const entry = screens.find(screen => screen.id === screenId)
    const errors = problems.filter(problem => problem.severity === 'error').length
    const undo = history.undo.at(-1)
    const redo = history.redo.at(-1)
    return html`
      <a class="brand" href="/app" title="To the application">${mark}<span class="hidden-text">Espalier: to the application</span></a>
      <div class="switcher">
        <button type="button" class="switch-button" popovertarget="screen-menu" aria-haspopup="true">
          ${icon('screen')}<span class="titles"><strong>${draft?.screen.title ?? entry?.title ?? 'Screens'}</strong><small>${draft?.screen.path ?? entry?.path ?? ''}</small></span>${icon('down')}
        </button>
        <div id="screen-menu" class="menu" popover>
          <ul aria-label="Screens">${screens.map(screen => html`
            <li><a href="/designer/screens/${screen.id}" aria-current=${screen.id === screenId ? 'page' : nothing} @click=${(event: MouseEvent) => this.#open(event, screen.id)}>
              <span>${screen.title}</span><small>${screen.path}</small>${screen.live === null ? html`<em>never published</em>` : screen.draft === screen.live ? nothing : html`<em>changed</em>`}</a></li>`)}
          </ul>
          <div class="menu-end">
            <button type="button" class="menu-item" ?disabled=${!this.state.mayEdit} @click=${() => this.#from('new-screen')}>${icon('add')}New screen</button>
            <button type="button" class="menu-item" @click=${() => this.#from('archived')}>${icon('history')}Archived screens</button>
          </div>
        </div>
      </div>
      ${draft ? html`
        <button type="button" class="tool" title="Screen settings" aria-label="Screen settings" ?disabled=${!this.state.mayEdit} @click=${() => this.editor.show('screen-settings')}>${icon('gear')}</button>
        ${this.state.mayEdit ? this.#saved() : html`<span class="save-state">Only to look at</span>`}` : nothing}
      <span class="spring"></span>
      <div class="tools" role="group" aria-label="History">
        <button type="button" class="tool" ?disabled=${!undo} title=${undo ? `Undo: ${undo.label} (Ctrl Z)` : 'Nothing to undo'} aria-label=${undo ? `Undo: ${undo.label}` : 'Undo'} @click=${() => this.editor.undo()}>${icon('undo')}</button>
        <button type="button" class="tool" ?disabled=${!redo} title=${redo ? `Redo: ${redo.label} (Ctrl Shift Z)` : 'Nothing to redo'} aria-label=${redo ? `Redo: ${redo.label}` : 'Redo'} @click=${() => this.editor.redo()}>${icon('redo')}</button>
      </div>
      <div class="tools widths" role="group" aria-label="Width of the page">
        ${widths.map(each => html`<button type="button" class="tool" aria-pressed=${width === each.width} title=${each.label} aria-label=${each.label} @click=${() => this.editor.view(each.width)}>${icon(each.width)}</button>`)}
      </div>
      ${draft ? html`
        <button type="button" id="show-problems" class="button small ${errors > 0 ? 'with-errors' : ''}" @click=${() => this.editor.show(this.state.panel === 'problems' ? null : 'problems')} aria-expanded=${this.state.panel === 'problems'}>
          ${icon(errors > 0 ? 'alert' : 'check')}${problems.length === 0 ? 'No problems' : problems.length === 1 ? '1 problem' : `${problems.length} problems`}
        </button>
        ${entry?.paths.live ? html`<a class="tool" href="/app${pathOf(entry.paths.live)}" target="_blank" rel="noopener" title="Open the live page" aria-label="Open the live page in a new tab">${icon('external')}</a>` : nothing}` : nothing}
      <button type="button" class="tool" title="Releases" aria-label="Releases" @click=${() => this.editor.show('releases')}>${icon('history')}</button>
      <button type="button" class="button primary small" ?disabled=${!draft || !this.state.mayEdit} @click=${() => this.editor.show('publish')}>Publish</button>`
  }

  #saved(): TemplateResult {
    const {saving, live} = this.state
    return html`<span class="save-state ${saving}" role="status">${saving === 'saved' ? icon('check') : nothing}${savings[saving]}</span>
      ${live ? nothing : html`<span class="offline" title=${lineLost}>${icon('wifiOff')}<span class="hidden-text">live connection lost</span></span>`}`
  }

  #open(event: MouseEvent, id: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    this.querySelector<HTMLElement>('#screen-menu')?.hidePopover()
    void this.editor.open(id)
  }

  #from(panel: 'new-screen' | 'archived'): void {
    this.querySelector<HTMLElement>('#screen-menu')?.hidePopover()
    this.editor.show(panel)
  }
}

/** A path with parameters has no address of its own: the part before them. */
const pathOf = (path: string): string => path === '/' ? '' : path.replace(/\/:.*$/, '')
