/** JSON Forms with our fields in it. */
import {Actions, type CoreActions, INIT, type JsonFormsCore, type Middleware, UPDATE_CORE} from '@jsonforms/core'
import {JsonFormsStateProvider, useJsonForms} from '@jsonforms/react'
import {vanillaCells, vanillaRenderers} from '@jsonforms/vanilla-renderers'
import {type ComponentType, h, type JSX} from 'preact'
import type {Json, JsonObject} from '../../schemas/index.ts'
import Ajv from './ajv-adapter.ts'
import {fieldRenderer, fieldTester} from './field-control.ts'
import {FormContext, type FormContextValue} from './form-context.ts'
import {listRenderer, listTester} from './list-control.ts'
import {Dispatch, objectRenderer, objectTester} from './object-control.ts'

export interface FormState {readonly data: JsonObject; readonly errors: JsonFormsCore['errors']}

/** Set by the form once it is drawn: changes one field from outside, at once, without touching what is being typed in others. */
export interface FormHandle {set: ((path: string, value: Json | undefined) => void) | undefined}

export interface FormAppProps {
  readonly schema: object
  readonly uischema: object
  /** Where the form starts; later changes come through the handle. */
  readonly data: JsonObject
  readonly context: FormContextValue
  readonly handle: FormHandle
  /** Called at once with every new state. */
  onState(state: FormState): void
}

const renderers = [...vanillaRenderers, {tester: fieldTester, renderer: fieldRenderer}, {tester: objectTester, renderer: objectRenderer}, {tester: listTester, renderer: listRenderer}]
// One for all forms: a schema is prepared once.
export const ajv = new Ajv()
// Their types are React's, which stays inside this folder.
const Provider = JsonFormsStateProvider as unknown as ComponentType<Record<string, unknown>>

export function FormApp({schema, uischema, data, context, handle, onState}: FormAppProps): JSX.Element {
  const middleware: Middleware = (state, action, reduce) => {
    // JSON Forms would go back to the data it was given whenever something beside it changes; what was typed since stands.
    const kept = action.type === UPDATE_CORE ? {...action, data: state.data} as CoreActions : action
    const next = reduce(state, kept)
    if (next !== state || action.type === INIT) onState({data: next.data as JsonObject, errors: next.errors})
    return next
  }
  const core = {data, schema, uischema, ajv, validationMode: 'ValidateAndShow'}
  return h(FormContext.Provider, {value: context},
    h(Provider, {initState: {core, renderers, cells: vanillaCells, readonly: context.readonly, i18n}, middleware}, h(Dispatch, {}), h(Bridge, {handle})))
}

const i18n = {locale: 'en'}

function Bridge({handle}: {readonly handle: FormHandle}): null {
  const {dispatch} = useJsonForms()
  handle.set = (path, value) => dispatch?.(Actions.update(path, () => value))
  return null
}
