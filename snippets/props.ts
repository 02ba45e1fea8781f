/** The subset of JSON Schema that a snippet's prop may use, and the TypeScript type that `render` sees. */
import type {Json} from '../schemas/index.ts'

export interface PropSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
  readonly enum?: readonly Json[]
  readonly title?: string
  readonly description?: string
  /** What `render` sees when the node leaves the prop out; without one it sees undefined. */
  readonly default?: Json
  readonly format?: 'uri-reference' | 'date' | 'date-time' | 'color'
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly items?: PropSchema
  readonly properties?: {readonly [name: string]: PropSchema}
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  /** Which editor the inspector gives: a schema's name, properties of the bound schema, an icon, long text, a path of a screen. */
  readonly 'x-editor'?: 'schema' | 'property' | 'properties' | 'icon' | 'text' | 'path'
}

export type PropSchemas = {readonly [name: string]: PropSchema}

/** Props as `render` sees them: expressions computed, defaults filled in. */
export type PropsOf<P extends PropSchemas> = {readonly [K in keyof P]: P[K] extends {readonly default: Json} ? ValueOf<P[K]> : ValueOf<P[K]> | undefined}

type ValueOf<S> =
  S extends {readonly enum: readonly (infer E)[]} ? E
  : S extends {readonly type: 'string'} ? string
  : S extends {readonly type: 'number' | 'integer'} ? number
  : S extends {readonly type: 'boolean'} ? boolean
  : S extends {readonly type: 'array'; readonly items: infer I} ? readonly ValueOf<I>[]
  : S extends {readonly type: 'object'; readonly properties: infer O} ? {readonly [K in keyof O]?: ValueOf<O[K]>}
  : Json
