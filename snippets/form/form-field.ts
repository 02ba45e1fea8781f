/** The fields of a form, from a record schema: one description that the server's plain form and the living one are both drawn from. */
import {baseType, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {type FieldKind, fieldKind, fieldLabel, linkedSchema} from '../field-kind.ts'

/** `lines`: a list of texts or numbers, one per line. `nested`: objects and other lists, which only the living form can edit. */
export type FormKind = Exclude<FieldKind, 'compound'> | 'lines' | 'nested'

export interface FormField {
  readonly name: string
  /** Of its input, within its shadow root. */
  readonly id: string
  readonly label: string
  readonly kind: FormKind
  readonly schema: PropertySchema
  readonly required: boolean
  readonly help: string
  /** Takes a whole line. */
  readonly wide: boolean
  readonly readOnly: boolean
  /** The schema that a link leads to. */
  readonly target: string | undefined
}

/** As asked, without what the schema does not have; or every property that a person may set. */
export function formFields(def: RecordSchema, asked?: readonly string[]): readonly FormField[] {
  const named = asked?.filter(name => Object.hasOwn(def.properties, name))
  const names = named?.length ? named : Object.keys(def.properties).filter(name => !def.properties[name]!['x-server'])
  return names.map(name => formField(name, def.properties[name]!, def.required?.includes(name) ?? false))
}

/** `path` sets the field apart from others of the same name, in nested data. */
export function formField(name: string, schema: PropertySchema, required: boolean, path = name): FormField {
  const kind = formKind(name, schema)
  return {
    name, id: `field-${path}`, label: fieldLabel(name, schema), kind, schema, required, help: schema.description ?? '',
    wide: kind === 'long-text' || kind === 'lines' || kind === 'nested',
    readOnly: schema['x-server'] === true || schema['readOnly'] === true || schema.const !== undefined,
    target: linkedSchema(name, schema),
  }
}

function formKind(name: string, schema: PropertySchema): FormKind {
  const kind = fieldKind(name, schema)
  if (kind !== 'compound') return kind
  const {items} = schema
  return baseType(schema) === 'array' && items && !items.enum && ['string', 'number', 'integer'].includes(baseType(items) ?? '') ? 'lines' : 'nested'
}
