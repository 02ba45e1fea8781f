/** The shape of a schema that describes records: JSON Schema 2020-12 plus the hints that Espalier reads. */
import type {Json} from './json.ts'

export type Role = 'admin' | 'manager' | 'agent' | 'readonly'
export type Verb = 'read' | 'create' | 'update' | 'archive' | 'purge'

/** One property of a record schema. Unknown JSON Schema keywords are allowed; these are the ones the system reads. */
export interface PropertySchema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly Json[]
  readonly const?: Json
  readonly default?: Json
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: PropertySchema
  readonly properties?: {readonly [name: string]: PropertySchema}
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | PropertySchema
  /** The schema that a property ending in `_id` points to. Inferred from the name (`company_id` -> `company`) when absent; `""`: it is no link. */
  readonly 'x-link'?: string
  /** Filtered or sorted by: gets an index. */
  readonly 'x-index'?: boolean
  /** No two records may share a value. */
  readonly 'x-unique'?: boolean | 'live'
  /** `false` keeps a string out of the full-text index. */
  readonly 'x-search'?: boolean
  /** Never leaves the server: not on the wire, not filterable, not sortable, not searchable, not in history. */
  readonly 'x-secret'?: boolean
  /** Made by the server: refused in a body. */
  readonly 'x-server'?: boolean
  /** How to show a number: ISO 4217 currency code. */
  readonly 'x-currency'?: string
  /** `textarea`, `markdown`, `color`: a hint for forms. */
  readonly 'x-widget'?: string
  readonly [keyword: string]: unknown
}

export interface RecordSchema {
  readonly $schema?: string
  readonly $id?: string
  readonly title: string
  readonly description?: string
  readonly type: 'object'
  readonly properties: {readonly [name: string]: PropertySchema}
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  /** The properties that name a record to a person, joined by a space: `["first_name","last_name"]`. Default: `name`, `title`, or the first string. */
  readonly 'x-title'?: readonly string[]
  /** Plural for people: "Companies". */
  readonly 'x-plural'?: string
  /** Compound indexes, for a filter on the first with a sort on the next: `[["status","last_name"]]`. */
  readonly 'x-indexes'?: readonly (readonly string[])[]
  /** The least role for each verb. Defaults: read readonly, create agent, update agent, archive manager, purge admin. `null`: nobody through the records API. */
  readonly 'x-rights'?: {readonly [V in Verb]?: Role | null}
  /** Belongs to Espalier itself: cannot be changed by PUT /schemas. */
  readonly 'x-system'?: boolean
  readonly [keyword: string]: unknown
}
