/** Text, and an error on demand. */
import {css, html} from 'lit'
import {defineSnippet} from '../../../../snippets/index.ts'

export default defineSnippet({
  name: 'tiny-note', title: 'Note', group: 'Content',
  props: {text: {type: 'string', default: ''}, fail: {type: 'boolean', default: false}},
  events: {press: {title: 'Pressed'}},
  styles: css`:host { display: block; } p { margin: 0; color: rgb(10, 80, 20); line-height: 24px; }`,
  render: ({props, on, page, host}) => {
    if (props.fail) throw new Error('asked to fail')
    return html`<p>${props.text} <small>${page.query['tab'] ?? 'none'}</small></p>${on['press'] ? html`<button @click=${() => host?.act('press', {from: props.text})}>Press</button>` : ''}`
  },
})
