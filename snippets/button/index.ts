/** Button: makes something happen, or leads somewhere. */
import {css} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {eventButton} from '../event-button.ts'
import {baseStyles} from '../styles/base.ts'
import {buttonStyles} from '../styles/button.ts'

export default defineSnippet({
  name: 'button', title: 'Button', group: 'Content', description: 'Makes something happen, or leads somewhere.',
  icon: 'M4 8h16v8H4zM8 12h8',
  props: {
    label: {type: 'string', default: 'Button', title: 'Label'},
    tone: {enum: ['plain', 'primary', 'quiet', 'danger'], default: 'plain', title: 'Tone'},
    icon: {type: 'string', title: 'Icon', 'x-editor': 'icon'},
  },
  events: {press: {title: 'Pressed'}},
  styles: [baseStyles, buttonStyles, css`:host { inline-size: fit-content; }`],
  render: view => eventButton(view, 'press', {label: view.props.label, look: view.props.tone, icon: view.props.icon}),
})
