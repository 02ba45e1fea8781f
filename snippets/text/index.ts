/** Text: plain words; an empty line begins a new paragraph. */
import {css, html} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'text', title: 'Text', group: 'Content', description: 'Plain words. An empty line begins a new paragraph.',
  icon: 'M4 6h16M4 11h16M4 16h10',
  props: {
    text: {type: 'string', default: 'Text', title: 'Text', 'x-editor': 'text'},
    size: {enum: ['small', 'medium', 'large'], default: 'medium', title: 'Size'},
    tone: {enum: ['plain', 'muted', 'info', 'good', 'warn', 'bad'], default: 'plain', title: 'Tone'},
  },
  styles: [baseStyles, css`
    div { display: flex; flex-direction: column; gap: var(--space-3); max-inline-size: 70ch; overflow-wrap: break-word; text-wrap: pretty; }
    p { white-space: pre-line; }
    .small { font-size: var(--text-s); }
    .large { font-size: var(--text-l); }
    .muted { color: var(--color-muted); }
    .info { color: var(--color-info); }
    .good { color: var(--color-good); }
    .warn { color: var(--color-warn); }
    .bad { color: var(--color-bad); }
  `],
  render: ({props}) => html`<div class="${props.size} ${props.tone}">${paragraphs(props.text).map(text => html`<p>${text}</p>`)}</div>`,
})

// An expression may give a number or a date.
const paragraphs = (text: unknown): readonly string[] => String(text ?? '').split(/\n\s*\n/).map(part => part.trim()).filter(part => part !== '')
