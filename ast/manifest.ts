/** What the checker must know of a snippet; every snippet's manifest is one of these. */
import type {Json} from '../schemas/index.ts'

/** The subset of JSON Schema that describes a prop. */
export interface ValueSchema {
  readonly type?: string | readonly string[] | undefined
  readonly enum?: readonly Json[] | undefined
  readonly items?: ValueSchema | undefined
  readonly properties?: {readonly [name: string]: ValueSchema} | undefined
  readonly required?: readonly string[] | undefined
  readonly additionalProperties?: unknown
  /** `property` and `properties`: of the schema that the node's first source reads; `schema`: a schema's name; `path`: where a link goes. */
  readonly 'x-editor'?: string | undefined
}

export interface SnippetManifest {
  readonly name: string
  readonly props: {readonly [prop: string]: ValueSchema}
  /** Absent: a leaf. */
  readonly slots?: {readonly [slot: string]: unknown}
  readonly data?: {readonly [source: string]: {readonly kind: 'list' | 'record' | 'number' | 'navigation'; readonly required?: boolean}}
  readonly events?: {readonly [event: string]: {readonly per?: string}}
}
