/** Columns: as many equal columns as there is room for. */
import {css, html} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'columns', title: 'Columns', group: 'Layout', description: 'Places its children side by side in as many equal columns as there is room for.',
  icon: 'M4 5h4.5v14H4zM9.7 5h4.6v14H9.7zM15.5 5H20v14h-4.5z',
  props: {
    width: {enum: ['narrow', 'medium', 'wide'], default: 'medium', title: 'Least width of a column'},
    gap: {enum: ['none', 'small', 'medium', 'large'], default: 'medium', title: 'Gap'},
    fill: {type: 'boolean', default: true, title: 'Stretch few children over the whole width'},
  },
  slots: {default: {title: 'Children'}},
  styles: [baseStyles, css`
    slot { display: grid; --least: 18rem; grid-template-columns: repeat(auto-fit, minmax(min(var(--least), 100%), 1fr)); align-items: stretch; }
    .narrow { --least: 11rem; }
    .wide { --least: 27rem; }
    .keep { grid-template-columns: repeat(auto-fill, minmax(min(var(--least), 100%), 1fr)); }
    .gap-small { gap: var(--space-2); }
    .gap-medium { gap: var(--space-4); }
    .gap-large { gap: var(--space-6); }
  `],
  render: ({props}) => html`<slot class="${props.width} ${props.fill ? '' : 'keep'} gap-${props.gap}"></slot>`,
})
