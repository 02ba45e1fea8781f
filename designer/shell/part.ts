/** What every part of the designer's surface is: a Lit element in the page's own DOM that draws what it uses of the editor's state. */
import type {EditorState} from '../state/editor-state.ts'
import type {Editor} from '../state/create-editor.ts'
import {Drawn} from './drawn.ts'

/** A part is given `editor` before it is connected. It draws again only when something that `uses` names is another value. */
export abstract class Part extends Drawn {
  static override properties: Record<string, object> = {editor: {attribute: false}}
  declare editor: Editor
  #stop: (() => void) | undefined
  #used: readonly unknown[] = []

  protected abstract uses(state: EditorState): readonly unknown[]

  protected get state(): EditorState {
    return this.editor.store.get()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#used = this.uses(this.state)
    this.#stop = this.editor.store.watch(state => {
      const used = this.uses(state)
      if (used.length === this.#used.length && used.every((value, index) => Object.is(value, this.#used[index]))) return
      this.#used = used
      this.requestUpdate()
    })
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }
}
