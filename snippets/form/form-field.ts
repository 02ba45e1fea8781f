/** The fields of a form, from a record schema: one description that the server's plain form and the living one are both drawn from. */
import {baseType, type Json, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {type FieldKind, fieldKind, fieldLabel, linkedSchema} from '../field-kind.ts'

/**
 * `lines`: a list of texts or numbers, one per line. `nested`: objects and lists by their parts, which only the living form can edit. `json`: values of several types, and
 * whatever has no parts that are known by name.
 */
export type FormKind = Exclude<FieldKind, 'compound'> | 'lines' | 'nested' | 'json'

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
    wide: kind === 'long-text' || kind === 'lines' || kind === 'nested' || kind === 'json',
    readOnly: schema['x-server'] === true || schema['readOnly'] === true || schema.const !== undefined,
    target: linkedSchema(name, schema),
  }
}

/** The field as its stored value asks for: what the usual control could not show whole is drawn in one that can. */
export function fieldOf(field: FormField, stored: Json | undefined): FormField {
  const {kind, schema} = field
  if (kind === 'text' && typeof stored === 'string' && /[\r\n]/.test(stored)) return {...field, kind: 'long-text', wide: true}
  const misfit = kind === 'nested' && stored !== undefined && stored !== null && (baseType(schema) === 'array') !== Array.isArray(stored)
  return misfit || kind === 'nested' && stored !== null && typeof stored !== 'object' && stored !== undefined ? {...field, kind: 'json'} : field
}

function formKind(name: string, schema: PropertySchema): FormKind {
  const kind = fieldKind(name, schema)
  if (kind === 'text') return schema.const === undefined && baseType(schema) !== 'string' ? 'json' : 'text'
  if (kind !== 'compound') return kind
  return baseType(schema) === 'array' ? listKind(schema) : hasNamedParts(schema) ? 'nested' : 'json'
}

function listKind({items, prefixItems}: PropertySchema): FormKind {
  if (!isSchema(items) || prefixItems !== undefined) return 'json'
  const kind = formKind('', items)
  if (kind === 'enum' || kind === 'boolean') return 'nested'
  if (kind === 'nested') return baseType(items) === 'object' ? 'nested' : 'json'
  return kind === 'json' ? 'json' : 'lines'
}

/** Parts have paths: a name that would be read as one is no name to edit by. */
function hasNamedParts({properties}: PropertySchema): boolean {
  const parts = Object.entries(properties ?? {})
  return parts.length > 0 && parts.every(([name, part]) => /^[A-Za-z_][\w-]*$/.test(name) && isSchema(part))
}

const isSchema = (value: unknown): value is PropertySchema => typeof value === 'object' && value !== null
