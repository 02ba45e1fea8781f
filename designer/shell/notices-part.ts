/** Notices in the corner: what happened, in words. Good and neutral news goes by itself; trouble stays until it is read. Each is announced once: trouble at once, by itself. */
import {html, nothing, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import {icon} from './icons.ts'
import {Part} from './part.ts'
import type {EditorState, Notice} from '../state/editor-state.ts'

export class NoticesPart extends Part {
  #timers = new Map<number, ReturnType<typeof setTimeout>>()

  protected uses({notices}: EditorState): readonly unknown[] {
    return [notices]
  }

  protected override render(): TemplateResult {
    const {notices} = this.state
    return html`<div class="notices" data-surface>
      <div role="log" aria-label="Notices">${this.#list(notices.filter(({tone}) => tone !== 'bad'))}</div>
      <div>${this.#list(notices.filter(({tone}) => tone === 'bad'))}</div>
    </div>`
  }

  #list(notices: readonly Notice[]): unknown {
    return repeat(notices, notice => notice.id, notice => html`
      <div class="notice ${notice.tone}" role=${notice.tone === 'bad' ? 'alert' : nothing}><designer-heard-once .text=${notice.text}></designer-heard-once><button type="button" class="tiny" aria-label="Dismiss" @click=${() => this.editor.dismiss(notice.id)}>${icon('close')}</button></div>`)
  }

  protected override updated(): void {
    for (const notice of this.state.notices) if (passes(notice) && !this.#timers.has(notice.id)) this.#timers.set(notice.id, setTimeout(() => this.editor.dismiss(notice.id), 6_000))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }
}

const passes = ({tone}: Notice): boolean => tone === 'info' || tone === 'good'
