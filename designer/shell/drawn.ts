/** A Lit element in the page's own DOM that can be translated: the base of all of the designer's. */
import {LitElement} from 'lit'
import {drawOwn} from '../../snippets/index.ts'

export abstract class Drawn extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override performUpdate(): void {
    drawOwn([this], () => super.performUpdate())
  }
}
