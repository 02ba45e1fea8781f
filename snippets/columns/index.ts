/** Columns: as many equal columns as there is room for. */
import {css, html, unsafeCSS} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

// A style attribute is refused by our content policy, so a width is one of these classes.
const widths = Array.from({length: 14}, (_, index) => 120 + index * 40)
const classFor = (min: number): string => `min-${Math.min(640, Math.max(120, Math.round(min / 40) * 40))}`

export default defineSnippet({
  name: 'columns', title: 'Columns', group: 'Layout', description: 'Places its children side by side in as many equal columns as there is room for.',
  icon: 'M4 5h4.5v14H4zM9.7 5h4.6v14H9.7zM15.5 5H20v14h-4.5z',
  props: {
    min: {type: 'integer', minimum: 120, maximum: 640, default: 280, title: 'Least width of a column', description: 'In pixels, rounded to 40.'},
    gap: {enum: ['none', 'small', 'medium', 'large'], default: 'medium', title: 'Gap'},
    fill: {type: 'boolean', default: true, title: 'Stretch few children over the whole width'},
  },
  slots: {default: {title: 'Children'}},
  styles: [baseStyles, css`
    slot { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(var(--least), 100%), 1fr)); align-items: stretch; }
    .keep { grid-template-columns: repeat(auto-fill, minmax(min(var(--least), 100%), 1fr)); }
    .gap-small { gap: var(--space-2); }
    .gap-medium { gap: var(--space-4); }
    .gap-large { gap: var(--space-6); }
  `, unsafeCSS(widths.map(width => `.min-${width}{--least:${width / 16}rem}`).join(''))],
  render: ({props}) => html`<slot class="${classFor(props.min)} ${props.fill ? '' : 'keep'} gap-${props.gap}"></slot>`,
})
