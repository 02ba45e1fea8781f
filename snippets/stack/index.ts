/** Stack: its children one after the other, down or across. */
import {css, html} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'stack', title: 'Stack', group: 'Layout', description: 'Places its children one after the other, down or across.',
  icon: 'M5 4h14v4H5zM5 10h14v4H5zM5 16h14v4H5z',
  props: {
    direction: {enum: ['down', 'across'], default: 'down', title: 'Direction'},
    gap: {enum: ['none', 'small', 'medium', 'large'], default: 'medium', title: 'Gap'},
    align: {enum: ['stretch', 'start', 'center', 'end', 'baseline'], default: 'stretch', title: 'Align across the direction'},
    distribute: {enum: ['start', 'center', 'end', 'between'], default: 'start', title: 'Place along the direction'},
    wrap: {type: 'boolean', default: true, title: 'Break to new lines when across'},
  },
  slots: {default: {title: 'Children'}},
  styles: [baseStyles, css`
    slot { display: flex; flex-direction: column; min-inline-size: 0; }
    .across { flex-direction: row; }
    .across.wrap { flex-wrap: wrap; }
    .gap-small { gap: var(--space-2); }
    .gap-medium { gap: var(--space-4); }
    .gap-large { gap: var(--space-6); }
    .align-start { align-items: flex-start; }
    .align-center { align-items: center; }
    .align-end { align-items: flex-end; }
    .align-baseline { align-items: baseline; }
    .place-center { justify-content: center; }
    .place-end { justify-content: flex-end; }
    .place-between { justify-content: space-between; }
    .across::slotted(*) { flex: 0 1 auto; }
  `],
  render: ({props}) => html`<slot class="${props.direction} ${props.wrap ? 'wrap' : ''} gap-${props.gap} align-${props.align} place-${props.distribute}"></slot>`,
})
