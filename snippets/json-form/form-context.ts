/** What every field of one form shares beside its data. */
import {createContext} from 'preact'
import type {Json} from '../../schemas/index.ts'
import type {Reading} from '../form/field-text.ts'
import type {Lookup} from './lookup.ts'

/** A field that a person is at, whose value is not there yet. */
export interface Held {
  /** What is missing. */
  readonly message: string
  /** Brings it to a value now, where that can be: asks for the answer that is waited for. */
  readonly finish?: () => Promise<void>
}

export interface FormContextValue {
  readonly reading: Reading
  readonly readonly: boolean
  /** Fields that were left, by path (`address.city`): their errors may be shown. */
  readonly left: ReadonlySet<string>
  /** After an attempt to save every error is shown. */
  readonly showAll: boolean
  /** The server's words, by path; gone once the field changes. */
  readonly refused: ReadonlyMap<string, string>
  readonly held: ReadonlyMap<string, Held>
  readonly lookup: Lookup
  /** Editors for `x-editor`: custom elements by its value. */
  readonly editors: {readonly [editor: string]: string}
  /** What a field started from: as its record is stored, or as a new one begins. */
  startOf(path: string): Json | undefined
  /** Whether it is stored like this, and was not changed here. */
  isAsStored(path: string): boolean
  /** A person changed it. The only way by which a form's data change from inside. */
  change(path: string, value: Json | undefined): void
  /** Undefined: its value is there. */
  hold(path: string, held: Held | undefined): void
  leave(path: string): void
  learn(id: string, title: string): void
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)
