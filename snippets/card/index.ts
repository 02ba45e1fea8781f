/** Card: a titled surface that holds what belongs together. */
import {css, html, nothing} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'card', title: 'Card', group: 'Layout', description: 'A titled surface that holds what belongs together, with room for actions beside the title.',
  icon: 'M4 5h16v14H4zM4 9.5h16',
  props: {
    title: {type: 'string', title: 'Title'},
    tone: {enum: ['plain', 'quiet', 'accent'], default: 'plain', title: 'Tone'},
  },
  slots: {default: {title: 'Content'}, actions: {title: 'Actions', description: 'Stand beside the title.'}},
  example: {title: 'Card'},
  styles: [baseStyles, css`
    .card { display: flow-root; block-size: 100%; border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-surface); box-shadow: var(--shadow-1); }
    .quiet { background: none; box-shadow: none; }
    .accent { border-block-start: 3px solid var(--color-accent); }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-3); margin: var(--space-3) var(--space-5) 0; }
    .titled header { margin-block-start: var(--space-4); }
    h2 { flex: 1; min-inline-size: 0; font-size: var(--text-l); font-weight: 620; line-height: var(--leading-tight); text-wrap: balance; }
    .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); margin-inline-start: auto; }
    .content { display: flex; flex-direction: column; gap: var(--space-4); margin: var(--space-2) var(--space-5) var(--space-5); min-inline-size: 0; }
    .titled .content { margin-block-start: var(--space-4); }
  `],
  render: ({props}) => html`
    <div class="card ${props.tone} ${props.title ? 'titled' : ''}" role=${props.title ? 'group' : nothing} aria-labelledby=${props.title ? 'title' : nothing}>
      <header>${props.title ? html`<h2 id="title">${props.title}</h2>` : nothing}<div class="actions"><slot name="actions"></slot></div></header>
      <div class="content"><slot></slot></div>
    </div>`,
})
