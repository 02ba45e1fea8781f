/** Link: words that lead somewhere. */
import {css, html, nothing} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {icon} from '../icons.ts'
import {safeHref} from '../safe-href.ts'
import {baseStyles} from '../styles/base.ts'

export default defineSnippet({
  name: 'link', title: 'Link', group: 'Content', description: 'Words that lead somewhere.',
  icon: 'M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1',
  props: {
    label: {type: 'string', default: 'Link', title: 'Label'},
    href: {type: 'string', default: '/', title: 'Address', description: 'A screen of this app, or a whole address (https, mailto, tel).', 'x-editor': 'path'},
    icon: {type: 'string', title: 'Icon', 'x-editor': 'icon'},
    newTab: {type: 'boolean', default: false, title: 'Open in a new tab'},
  },
  styles: [baseStyles, css`a { display: inline-flex; align-items: center; gap: var(--space-2); }`],
  render: ({props}) => html`<a href=${safeHref(String(props.href))} target=${props.newTab ? '_blank' : nothing} rel=${props.newTab ? 'noopener' : nothing}>${props.icon ? icon(props.icon) : nothing}${props.label}${props.newTab ? html`<span class="hidden-text"> (opens a new tab)</span>` : nothing}</a>`,
})
