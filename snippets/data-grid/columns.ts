/** Which columns a grid shows, and what each is. */
import {type PropertySchema, type RecordSchema, titleProperties} from '../../schemas/index.ts'
import {type FieldKind, fieldKind, fieldLabel} from '../field-kind.ts'

export interface Column {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly schema: PropertySchema
  readonly sortable: boolean
}

const least = 6
const numeric: ReadonlySet<FieldKind> = new Set(['integer', 'number', 'currency'])

export const isNumeric = (kind: FieldKind): boolean => numeric.has(kind)
/** Words of one length, which say nothing when their end is cut off. */
export const isShort = (kind: FieldKind): boolean => kind === 'date' || kind === 'date-time' || kind === 'enum' || kind === 'boolean'

/** The record's own times, which a grid may show beside its properties. */
const own: {readonly [name: string]: PropertySchema} = {
  created_at: {type: 'string', format: 'date-time', title: 'Created'},
  updated_at: {type: 'string', format: 'date-time', title: 'Changed'},
}

/** As asked, without what the schema does not have; or the properties that name the record and then up to six that fit a cell. */
export function chooseColumns(def: RecordSchema, asked: readonly string[] | undefined): readonly Column[] {
  const named = asked?.filter(name => Object.hasOwn(def.properties, name) || Object.hasOwn(own, name))
  return (named?.length ? named : usual(def)).map(name => columnOf(def, name))
}

/** Every property that can be filtered by: those shown first, then choices, links and dates; at most twelve. */
export function filterColumns(def: RecordSchema, shown: readonly Column[]): readonly Column[] {
  const others = Object.keys(def.properties).filter(name => !shown.some(column => column.name === name)).map(name => columnOf(def, name))
  return [
    ...shown.filter(({name, kind}) => kind !== 'compound' && kind !== 'long-text' && !Object.hasOwn(own, name)),
    ...others.filter(({kind}) => kind === 'enum' || kind === 'link' || kind === 'boolean' || kind === 'date' || kind === 'date-time'),
  ].slice(0, 12)
}

export function columnOf(def: RecordSchema, name: string): Column {
  const schema = Object.hasOwn(def.properties, name) ? def.properties[name]! : own[name] ?? {}
  const kind = fieldKind(name, schema)
  // A link is stored as an id, whose order tells a person nothing.
  return {name, label: fieldLabel(name, schema), kind, schema, sortable: kind !== 'link' && kind !== 'compound'}
}

function usual(def: RecordSchema): readonly string[] {
  const titles = titleProperties(def)
  const rest = Object.entries(def.properties).filter(([name, schema]) => !titles.includes(name) && fits(name, schema)).map(([name]) => name)
  return [...titles, ...rest.slice(0, least)]
}

function fits(name: string, schema: PropertySchema): boolean {
  const kind = fieldKind(name, schema)
  return kind !== 'compound' && kind !== 'long-text' && (schema.maxLength ?? 0) <= 500
}
