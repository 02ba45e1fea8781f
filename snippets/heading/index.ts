/** Heading: what a page or a part of it is called. */
import {css, html, nothing} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'heading', title: 'Heading', group: 'Content', description: 'What a page or a part of it is called. A page has one heading of level 1.',
  icon: 'M6 5v14M18 5v14M6 12h12',
  props: {
    text: {type: 'string', default: 'Heading', title: 'Text', description: 'With a record bound, its name stands here instead.'},
    level: {enum: [1, 2, 3, 4], default: 2, title: 'Level'},
    subtitle: {type: 'string', title: 'Subtitle'},
  },
  data: {record: {kind: 'record', title: 'Record'}},
  styles: [baseStyles, css`
    h1, h2, h3, h4 { font-weight: 640; line-height: var(--leading-tight); letter-spacing: -0.011em; text-wrap: balance; overflow-wrap: break-word; }
    h1 { font-size: var(--text-2xl); }
    h2 { font-size: var(--text-xl); }
    h3 { font-size: var(--text-l); }
    h4 { font-size: var(--text-m); }
    p { margin-block-start: var(--space-1); color: var(--color-muted); text-wrap: pretty; }
  `],
  render: ({props, data: {record}}) => html`${levels[props.level](record?.kind === 'record' ? record.title : props.text)}${props.subtitle ? html`<p>${props.subtitle}</p>` : nothing}`,
})

// A template's tag cannot be computed, so each level has its own.
const levels = {
  1: (text: string) => html`<h1>${text}</h1>`,
  2: (text: string) => html`<h2>${text}</h2>`,
  3: (text: string) => html`<h3>${text}</h3>`,
  4: (text: string) => html`<h4>${text}</h4>`,
}
