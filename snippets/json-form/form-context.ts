/** What every field of one form shares beside its data. */
import {createContext} from 'preact'
import type {Reading} from '../form/field-text.ts'
import type {Lookup} from './lookup.ts'

export interface FormContextValue {
  readonly reading: Reading
  readonly readonly: boolean
  /** Fields that were left, by path (`address.city`): their errors may be shown. */
  readonly left: ReadonlySet<string>
  /** After an attempt to save every error is shown. */
  readonly showAll: boolean
  /** The server's words, by path; gone once the field changes. */
  readonly refused: ReadonlyMap<string, string>
  readonly lookup: Lookup
  /** Editors for `x-editor`: custom elements by its value. */
  readonly editors: {readonly [editor: string]: string}
  leave(path: string): void
  learn(id: string, title: string): void
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)
