/** What every input of a field is given. */
import type {Json} from '../../schemas/index.ts'
import type {Reading} from '../form/field-text.ts'
import type {FormField} from '../form/form-field.ts'
import type {Held} from './form-context.ts'
import type {Lookup} from './lookup.ts'

export interface InputProps {
  readonly field: FormField
  readonly value: Json | undefined
  /** What the field started from: an input that shows it as it did at first holds it, whatever it shows of it. */
  readonly stored: Json | undefined
  readonly reading: Reading
  readonly lookup: Lookup
  readonly invalid: boolean
  readonly describedBy: string | undefined
  readonly readOnly: boolean
  change(value: Json | undefined): void
  /** The value is not there yet; undefined: it is. */
  hold(held: Held | undefined): void
  leave(): void
  /** A linked record's title, once it was chosen. */
  learn(id: string, title: string): void
}

/** What every input has in common. */
export const shared = ({field, invalid, describedBy}: InputProps): Record<string, unknown> => ({
  id: field.id, name: field.name, class: 'input', autocomplete: 'off',
  'aria-invalid': invalid ? 'true' : undefined, 'aria-describedby': describedBy, 'aria-required': field.required ? 'true' : undefined,
})
