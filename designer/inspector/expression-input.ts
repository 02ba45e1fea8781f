/** A field for an expression: checked with every letter, kept when it is left or Enter is pressed, put back by Escape. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {checkExpression, type ExpressionTypes, kindOfType} from '../../ast/index.ts'
import {Drawn} from '../shell/drawn.ts'
import {typedIn, typing} from '../shell/typing.ts'

export type Expected = 'boolean' | 'list' | 'any'

/** `expression-change` tells the new text (`detail`), empty where nothing is left. What is wrong is kept too: the problems list says so until it is mended. */
export class ExpressionInput extends Drawn {
  static override properties: Record<string, object> = {
    value: {attribute: false}, types: {attribute: false}, expected: {attribute: false}, fieldId: {attribute: false}, described: {attribute: false}, label: {attribute: false}, placeholder: {attribute: false}, text: {state: true},
  }
  declare value: string
  declare types: ExpressionTypes
  declare expected: Expected
  declare fieldId: string
  /** Where the control has no `<label>`. */
  declare label: string
  declare described: string | undefined
  declare placeholder: string
  declare text: string

  constructor() {
    super()
    this.value = ''
    this.text = ''
    this.types = {}
    this.expected = 'any'
    this.fieldId = ''
    this.label = ''
    this.described = undefined
    this.placeholder = ''
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('value') && !typedIn(this.querySelector('textarea'))) this.text = this.value
  }

  protected override render(): TemplateResult {
    const wrong = this.text.trim() === '' ? undefined : wrongWith(this.text, this.types, this.expected)
    const said = `${this.fieldId}-said`
    return html`
      <textarea class="input code" rows="1" spellcheck="false" autocapitalize="off" autocomplete="off" id=${this.fieldId} aria-label=${this.label || nothing} placeholder=${this.placeholder}
        aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${[said, this.described ?? ''].join(' ').trim()}
        @input=${this.#onInput} @put-back=${this.#onInput} @blur=${this.#onInput} ${typing({key: this.fieldId, value: this.value, save: text => this.#save(text.trim()), enterSaves: true})}></textarea>
      <p class="said ${wrong ? 'error' : ''}" id=${said} aria-live="polite">${wrong ?? (this.text.trim() === '' ? `Knows ${Object.keys(this.types).join(', ')}.` : '')}</p>`
  }

  readonly #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value
  }

  #save(text: string): void {
    if (text !== this.value) this.dispatchEvent(new CustomEvent('expression-change', {detail: text}))
  }
}

/** What is wrong with the text, in words; undefined when nothing is. */
export function wrongWith(text: string, types: ExpressionTypes, expected: Expected): string | undefined {
  const checked = checkExpression(text, types)
  if (!checked.ok) return checked.message
  const kind = kindOfType(checked.type)
  if (expected === 'any' || kind === 'any' || kind === 'null' || kind === expected) return undefined
  return expected === 'boolean' ? `expected something that is true or false, as in record.name == "x"; this is ${kind === 'text' ? 'a text' : `a ${kind}`}` : `expected a list; this is ${kind === 'text' ? 'a text' : `a ${kind}`}`
}
