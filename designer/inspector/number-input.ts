/** A field for a number, read as the forms of pages read it: stored with every letter, as long as it is a number. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {errorWords, numberText, parseNumber} from '../../snippets/index.ts'
import {Drawn} from '../shell/drawn.ts'
import {typedIn, typing} from '../shell/typing.ts'

/** `number-change` tells the new number (`detail`), null where the field was emptied. What is none stays in the field and is not stored. */
export class NumberInput extends Drawn {
  static override properties: Record<string, object> = {
    value: {attribute: false}, whole: {type: Boolean}, locale: {attribute: false}, fieldId: {attribute: false}, described: {attribute: false}, invalid: {type: Boolean}, placeholder: {attribute: false}, text: {state: true},
  }
  declare value: number | undefined
  /** Only whole numbers are taken. */
  declare whole: boolean
  /** BCP 47. */
  declare locale: string
  declare fieldId: string
  declare described: string | undefined
  declare invalid: boolean
  declare placeholder: string
  declare text: string

  constructor() {
    super()
    this.value = undefined
    this.whole = false
    this.locale = 'en'
    this.fieldId = ''
    this.described = undefined
    this.invalid = false
    this.placeholder = ''
    this.text = ''
  }

  protected override willUpdate(changed: PropertyValues): void {
    if ((changed.has('value') || changed.has('locale')) && !typedIn(this.querySelector('input'))) this.text = this.#stored
  }

  protected override render(): TemplateResult {
    const {value} = this
    const wrong = this.#read(this.text) === null ? `Not stored yet. ${errorWords('type', {type: this.whole ? 'integer' : 'number'})}` : ''
    const said = `${this.fieldId}-said`
    return html`
      <input class="input" type="text" inputmode=${this.whole ? 'numeric' : 'decimal'} autocomplete="off" id=${this.fieldId} placeholder=${this.placeholder} aria-invalid=${wrong || this.invalid ? 'true' : nothing}
        aria-describedby=${[said, this.described ?? ''].join(' ').trim()} @input=${this.#onText} @put-back=${this.#onText} @blur=${this.#onText}
        ${typing({key: this.fieldId, value: this.#stored, save: text => this.#save(text), restore: () => this.#tell(value), on: 'input'})}>
      <p class="said error" id=${said} aria-live="polite">${wrong}</p>`
  }

  get #stored(): string {
    return this.value === undefined ? '' : typeof this.value === 'number' ? numberText(this.value, this.locale) : JSON.stringify(this.value)
  }

  readonly #onText = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value
  }

  /** Null: no such number. */
  #read(text: string): number | undefined | null {
    if (text.trim() === '') return undefined
    const number = parseNumber(text, this.locale)
    return number === undefined || this.whole && !Number.isInteger(number) ? null : number
  }

  #save(text: string): boolean {
    const number = this.#read(text)
    if (number !== null) this.#tell(number)
    return number !== null
  }

  #tell(number: number | undefined): void {
    this.dispatchEvent(new CustomEvent('number-change', {detail: number ?? null}))
  }
}
