/** A field with behaviour: counts what is typed, in state that survives swaps. */
import {css, html} from 'lit'
import {defineSnippet, UiElement} from '../../../../snippets/index.ts'

export class TinyField extends UiElement {
  static override properties = {count: {state: true}}
  declare count: number

  constructor() {
    super()
    this.count = 0
  }
}

export default defineSnippet({
  name: 'tiny-field', title: 'Field', group: 'Forms',
  props: {label: {type: 'string', default: 'Name'}, start: {type: 'string', default: ''}},
  styles: css`:host { display: block; } input { width: 200px; } .scroll { height: 40px; overflow: auto; }`,
  element: TinyField,
  render: ({props, host}) => {
    const field = host as TinyField | undefined
    return html`<label>${props.label} <input .value=${props.start} @input=${() => {
      if (field) field.count++
    }}></label><output>${field?.count ?? 0}</output><div class="scroll" tabindex="0">${Array.from({length: 20}, (_, index) => html`<div>line ${index}</div>`)}</div>`
  },
})
