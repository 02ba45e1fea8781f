/** The public face of the sealed form element; importing it defines `<espalier-json-form>`. */
import {JsonFormElement} from './element.ts'

export {JsonFormElement} from './element.ts'
export {fieldLayout} from './field-layout.ts'
export type {FormChange, FormError, NamedFormError} from './element.ts'
export type {FieldEditor} from './custom-editor.ts'

if (!customElements.get('espalier-json-form')) customElements.define('espalier-json-form', JsonFormElement)

declare global {
  interface HTMLElementTagNameMap {
    'espalier-json-form': JsonFormElement
  }
}
