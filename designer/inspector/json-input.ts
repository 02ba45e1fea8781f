/** A field for a value that has no control of its own, as JSON: stored when it is left, if it is JSON. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import type {Json} from '../../schemas/index.ts'
import {Drawn} from '../shell/drawn.ts'
import {typedIn, typing} from '../shell/typing.ts'
import {jsonOf} from './json-of.ts'

/** `json-change` tells the new value (`detail.value`), undefined where the field was emptied. What is no JSON stays in the field and is not stored. */
export class JsonInput extends Drawn {
  static override properties: Record<string, object> = {value: {attribute: false}, fieldId: {attribute: false}, described: {attribute: false}, text: {state: true}}
  /** As `jsonText` writes it. */
  declare value: string
  declare fieldId: string
  declare described: string | undefined
  declare text: string

  constructor() {
    super()
    this.value = ''
    this.fieldId = ''
    this.described = undefined
    this.text = ''
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('value') && !typedIn(this.querySelector('textarea'))) this.text = this.value
  }

  protected override render(): TemplateResult {
    const read = readJson(this.text)
    const wrong = read.ok ? '' : `Not stored yet. ${read.message}`
    const said = `${this.fieldId}-said`
    return html`
      <textarea class="input code" rows="3" spellcheck="false" autocapitalize="off" autocomplete="off" id=${this.fieldId} aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${[said, this.described ?? ''].join(' ').trim()} @input=${this.#onText} @put-back=${this.#onText} @blur=${this.#onText}
        ${typing({key: this.fieldId, value: this.value, save: text => this.#save(text)})}></textarea>
      <p class="said error" id=${said} aria-live="polite">${wrong}</p>`
  }

  readonly #onText = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value
  }

  #save(text: string): boolean {
    const read = readJson(text)
    if (read.ok) this.dispatchEvent(new CustomEvent('json-change', {detail: {value: read.value}}))
    return read.ok
  }
}

export const jsonText = (value: Json | undefined): string => value === undefined ? '' : JSON.stringify(value, null, 2)

function readJson(text: string): {readonly ok: true; readonly value: Json | undefined} | {readonly ok: false; readonly message: string} {
  try {
    return {ok: true, value: jsonOf(text)}
  } catch (error) {
    return {ok: false, message: (error as Error).message}
  }
}
