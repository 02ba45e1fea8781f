/** Layout without a template: its slots alone. */
import {css} from 'lit'
import {defineSnippet} from '../../../../snippets/index.ts'

export default defineSnippet({
  name: 'tiny-box', title: 'Box', group: 'Layout', props: {},
  slots: {default: {title: 'Content'}, side: {title: 'Side'}},
  styles: css`:host { display: flex; flex-direction: column; gap: 8px; padding: 12px; }`,
})
