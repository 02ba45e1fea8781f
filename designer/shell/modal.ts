/** A dialog over everything, drawn while it is wanted: the browser keeps the focus in it, and `keepFocus` gives it back. */
import {html, type TemplateResult} from 'lit'
import {Drawn} from './drawn.ts'

/** Escape, the close button and a press beside it send `modal-close`. Content is the dialog's light children, given as `body`. */
export class ModalPart extends Drawn {
  static override properties: Record<string, object> = {heading: {attribute: false}, body: {attribute: false}, side: {attribute: false}}
  declare heading: string
  declare body: TemplateResult
  /** Stands at the side, full height, instead of in the middle. */
  declare side: boolean

  constructor() {
    super()
    this.heading = ''
    this.body = html``
    this.side = false
  }

  protected override render(): TemplateResult {
    return html`
      <dialog data-surface class=${this.side ? 'side' : 'middle'} aria-labelledby="modal-heading" @cancel=${this.#cancel} @click=${this.#onBackdrop}>
        <div class="modal">
          <header><h2 id="modal-heading">${this.heading}</h2><button type="button" class="tool" aria-label="Close" @click=${this.#close}><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11"></path></svg></button></header>
          ${this.body}
        </div>
      </dialog>`
  }

  protected override firstUpdated(): void {
    const dialog = this.querySelector('dialog')
    dialog?.showModal()
    const troubles = document.querySelector('[data-troubles]')
    // What stands between the page and the server can be read and pressed over a dialog, too: all that is outside of it is dead to the hand.
    if (troubles) dialog?.append(troubles)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    const troubles = this.querySelector('[data-troubles]')
    const under = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    if (troubles) under.append(troubles)
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent('modal-close', {bubbles: true}))
  }

  readonly #cancel = (event: Event): void => {
    event.preventDefault()
    this.#close()
  }

  readonly #onBackdrop = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.#close()
  }
}
