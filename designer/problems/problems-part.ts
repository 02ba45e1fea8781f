/** The problems list: what stops a publish, and what may be a mistake. A click leads to the node and its field. */
import {html, type TemplateResult} from 'lit'
import type {Problem} from '../api/api.ts'
import {icon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {problemWords} from './problem-words.ts'

export class ProblemsPart extends Part {
  protected uses({problems, draft, manifests}: EditorState): readonly unknown[] {
    return [problems, draft?.tree, manifests]
  }

  protected override render(): TemplateResult {
    const {problems, draft} = this.state
    if (!draft) return html``
    return problems.length === 0
      ? html`<p class="quiet">${icon('check')} Nothing stands in the way of publishing this screen.</p>`
      : html`<ul class="problems">${problems.map(problem => this.#item(problem))}</ul>`
  }

  #item(problem: Problem): TemplateResult {
    const {draft, manifests} = this.state
    const node = draft?.tree.nodes.get(problem.node)
    return html`
      <li>
        <button type="button" class="problem ${problem.severity}" ?disabled=${!node} @click=${() => this.editor.select(problem.node, problem.pointer)}>
          ${icon('alert')}
          <span>
            <span class="hidden-text">${problem.severity === 'error' ? 'Problem' : 'Warning'}:</span>
            <strong>${manifests.get(node?.snippet ?? '')?.title ?? node?.snippet ?? 'Screen'}</strong>
            ${problemWords(problem)}
          </span>
        </button>
      </li>`
  }
}
