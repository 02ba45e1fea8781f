/** The frame's behaviour in the browser: an open menu closes where one expects it to. */
import {isComposing} from '../composing.ts'
import {UiElement} from '../ui-element.ts'

export class AppFrameElement extends UiElement {
  private readonly away = (event: Event): void => {
    for (const menu of this.openMenus) if (!event.composedPath().includes(menu)) menu.open = false
  }
  private readonly escape = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.key !== 'Escape' || event.defaultPrevented) return
    for (const menu of this.openMenus) {
      const held = menu.contains(this.shadowRoot?.activeElement ?? null)
      menu.open = false
      if (held) menu.querySelector('summary')?.focus()
    }
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('pointerdown', this.away)
    addEventListener('focusin', this.away)
    addEventListener('keydown', this.escape)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('pointerdown', this.away)
    removeEventListener('focusin', this.away)
    removeEventListener('keydown', this.escape)
  }

  private get openMenus(): NodeListOf<HTMLDetailsElement> {
    return this.renderRoot.querySelectorAll<HTMLDetailsElement>('details[open]')
  }
}
