/** The way from the page's frame to what is selected. */
import {html, nothing, type TemplateResult} from 'lit'
import type {UiNode} from '../../ast/index.ts'
import {Part} from './part.ts'
import type {EditorState} from '../state/editor-state.ts'

export class BreadcrumbsPart extends Part {
  protected uses({draft, selected, manifests}: EditorState): readonly unknown[] {
    return [draft?.tree, selected, manifests]
  }

  protected override render(): TemplateResult {
    const {draft, selected, manifests} = this.state
    const way: UiNode[] = []
    for (let node = draft?.tree.nodes.get(selected ?? draft.tree.rootId); node; node = node.parent_id === null ? undefined : draft?.tree.nodes.get(node.parent_id)) way.unshift(node)
    if (way.length === 0) return html``
    return html`<nav class="crumbs" aria-label="The way to what is selected"><ol>${way.map(node => html`
      <li><button type="button" aria-current=${node.id === selected ? 'true' : nothing} @click=${() => this.editor.select(node.id)} @pointerenter=${() => this.editor.hover(node.id)} @pointerleave=${() => this.editor.hover(null)}>${manifests.get(node.snippet)?.title ?? node.snippet}</button></li>`)}</ol></nav>`
  }
}
