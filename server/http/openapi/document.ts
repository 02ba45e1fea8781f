/** The parts of an OpenAPI 3.1 document that we write and that the reference pages read. */

/** A JSON Schema (2020-12), or a reference to one. */
export interface SchemaObject {readonly [keyword: string]: unknown}

export interface Reference {readonly $ref: string}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description: string
  readonly schema: SchemaObject
  /** Of a list: `form` and not exploded is with commas between. */
  readonly style?: string
  readonly explode?: boolean
  readonly example?: unknown
}

export interface Content {readonly [type: string]: {readonly schema: SchemaObject; readonly example?: unknown}}

export interface ResponseObject {
  readonly description: string
  readonly headers?: {readonly [name: string]: {readonly description: string; readonly schema: SchemaObject}}
  readonly content?: Content
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly [string]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {readonly required: boolean; readonly content: Content}
  readonly responses: {readonly [status: string]: ResponseObject | Reference}
  /** `[]`: needs no session. */
  readonly security?: readonly {readonly [scheme: string]: readonly string[]}[]
}

export interface PathItem {
  readonly get?: Operation
  readonly post?: Operation
  readonly put?: Operation
  readonly patch?: Operation
  readonly delete?: Operation
}

export type Paths = {readonly [path: string]: PathItem}

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly jsonSchemaDialect: string
  readonly info: {readonly title: string; readonly version: string; readonly description: string}
  readonly servers: readonly {readonly url: string}[]
  readonly security: readonly {readonly [scheme: string]: readonly string[]}[]
  readonly tags: readonly {readonly name: string; readonly description: string}[]
  readonly paths: Paths
  readonly components: {
    readonly schemas: {readonly [name: string]: SchemaObject}
    readonly responses: {readonly [name: string]: ResponseObject}
    readonly securitySchemes: {readonly [name: string]: SchemaObject}
  }
}
