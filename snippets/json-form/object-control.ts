/** An object within the data: its fields in a group of their own. JSON Forms' vanilla set has no renderer for it. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {JsonFormsDispatch, withJsonFormsControlProps} from '@jsonforms/react'
import {type ComponentType, h, type JSX} from 'preact'
import {useMemo} from 'preact/hooks'
import type {PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {fieldLabel} from '../field-kind.ts'
import {fieldLayout} from './field-layout.ts'

export const objectTester: RankedTester = rankWith(15, and(isControl, schemaMatches(schema => schema.type === 'object' && schema.properties !== undefined)))

export const Dispatch = JsonFormsDispatch as unknown as ComponentType<Record<string, unknown>>

function ObjectControl({schema, path, visible, required, enabled}: ControlProps): JSX.Element | null {
  const layout = useMemo(() => fieldLayout(schema as unknown as RecordSchema), [schema])
  if (visible === false) return null
  const name = path.split('.').at(-1) ?? path
  return h('fieldset', {class: 'field wide nested'},
    h('legend', {}, fieldLabel(name, schema as unknown as PropertySchema), required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null),
    schema.description ? h('p', {class: 'help'}, schema.description) : null,
    h(Dispatch, {schema, uischema: layout, path, enabled}))
}

export const objectRenderer: unknown = withJsonFormsControlProps(ObjectControl as never)
