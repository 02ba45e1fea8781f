/** The Lit element behind every node: holds the node's view, draws it with its snippet, and survives a snippet that throws. */
import {html, LitElement, nothing, type TemplateResult} from 'lit'
import {drawOwn} from './draw-own.ts'
import type {View} from './view.ts'

/**
 * A snippet with behaviour in the browser names a subclass. Properties of the subclass that are listed in `static properties` are state that
 * survives swaps and hot reloads. Never touch the node's light children: they are other nodes.
 */
export class UiElement extends LitElement {
  static override properties: Record<string, object> = {view: {attribute: false}}
  declare view: View | undefined

  /** Set by `defineElement`: the snippet's render. */
  draw(_view: View): TemplateResult | typeof nothing {
    return nothing
  }

  /** A snippet that throws shows a contained error; the rest of the page lives, and so does the node itself once its view is better. */
  protected override render(): unknown {
    if (!this.view) return nothing
    try {
      return this.draw({...this.view, host: this})
    } catch (error) {
      console.error(`<${this.localName}> could not be drawn`, error)
      return html`${errorBox(this.localName.slice(3))}<slot></slot>${namedSlotsOf(this).map(name => html`<slot name=${name}></slot>`)}`
    }
  }

  protected override performUpdate(): void {
    drawOwn([this.renderRoot], () => this.drawOrFail())
  }

  /** What throws while it is put into the page leaves it half-drawn: it is replaced as a whole, and the element with it when its next view comes. */
  private drawOrFail(): void {
    try {
      super.performUpdate()
    } catch (error) {
      console.error(`<${this.localName}> could not be drawn`, error)
      const box = document.createElement('div')
      box.setAttribute('role', 'alert')
      box.className = 'ui-error'
      box.textContent = `This part could not be shown (${this.localName.slice(3)}).`
      const slots = ['', ...namedSlotsOf(this)].map(name => Object.assign(document.createElement('slot'), {name}))
      this.renderRoot.replaceChildren(box, ...slots)
      this.toggleAttribute('data-failed', true)
    }
  }

  /** Says that something happened; the page runs the actions bound to `event` in the node's `on`. */
  act(event: string, payload: Readonly<Record<string, unknown>> = {}): void {
    this.dispatchEvent(new CustomEvent('ui-act', {bubbles: true, composed: true, detail: {node: this.view?.id, event, payload}}))
  }

  /** Goes to an address within the app; on the same screen the page changes in place. `replace`: in the place of this entry of the history. */
  go(href: string, {replace = false}: {readonly replace?: boolean} = {}): void {
    this.dispatchEvent(new CustomEvent('ui-go', {bubbles: true, composed: true, detail: {href, replace}}))
  }
}

/** What stands in the place of a snippet that threw, on the server. */
export const errorBox = (snippet: string, words?: string): TemplateResult =>
  words === undefined ? html`<div class="ui-error" role="alert">This part could not be shown (${snippet}).</div>` : html`<div class="ui-error" role="alert">${words}</div>`

/** The slots whose children live on when the snippet does not. */
const namedSlotsOf = (element: UiElement): readonly string[] => [...element.children].filter(child => child.localName === 'ui-slot').map(child => child.slot)
