/** An object within the data: its fields in a group of their own. JSON Forms' vanilla set has no renderer for it. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {JsonFormsDispatch, withJsonFormsControlProps} from '@jsonforms/react'
import {type ComponentType, h, type JSX} from 'preact'
import {useContext, useMemo} from 'preact/hooks'
import {baseType, type Json, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {fieldLabel} from '../field-kind.ts'
import {fieldOf, formField} from '../form/form-field.ts'
import {isInList} from './data-path.ts'
import {FieldControl} from './field-control.ts'
import {fieldLayout} from './field-layout.ts'
import {FormContext, type FormContextValue} from './form-context.ts'

export const objectTester: RankedTester = rankWith(15, and(isControl, schemaMatches(schema => isNested(schema, 'object'))))

/** JSON Forms asks with its own type of schemas. */
export function isNested(schema: unknown, type: 'object' | 'array'): boolean {
  return baseType(schema as PropertySchema) === type && formField('', schema as PropertySchema, false).kind === 'nested'
}

export const Dispatch = JsonFormsDispatch as unknown as ComponentType<Record<string, unknown>>

function ObjectControl(props: ControlProps): JSX.Element | null {
  const {schema, path, visible, required, enabled} = props
  const form = useContext(FormContext)
  const layout = useMemo(() => fieldLayout(schema as unknown as RecordSchema), [schema])
  if (!form || visible === false) return null
  if (isMisfit(form, props)) return h(FieldControl, props)
  const name = path.split('.').at(-1) ?? path
  return h('fieldset', {class: 'field wide nested'},
    h('legend', {}, fieldLabel(name, schema as unknown as PropertySchema), required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null),
    schema.description ? h('p', {class: 'help'}, schema.description) : null,
    h(Dispatch, {schema, uischema: layout, path, enabled}))
}

/** The stored value has no parts as the schema names them: it can only be edited as a whole. */
export function isMisfit(form: FormContextValue, {schema, path, data}: Pick<ControlProps, 'schema' | 'path' | 'data'>): boolean {
  const stored = isInList(path) ? data as Json | undefined : form.startOf(path)
  return fieldOf(formField('', schema as unknown as PropertySchema, false), stored).kind !== 'nested'
}

export const objectRenderer: unknown = withJsonFormsControlProps(ObjectControl as never)
