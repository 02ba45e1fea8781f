/** What an operation of the HTTP interface is: written once as a literal, read by the server, the reference, the designer and the command line. */
import type {Role} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'
import type {BodyLimits} from './limits.ts'
import type {RefusalName} from './refusals.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Capitalised, so that no schema's name can be the same. */
export type Tag = 'Auth' | 'Schemas' | 'Records' | 'Search' | 'Screens' | 'Releases' | 'Config' | 'System'

/** A JSON Schema of the subset that `TypeOf` reads. */
export interface WireSchema {readonly [keyword: string]: unknown}

/** In a query string. An `array` is written with commas between. */
export interface QuerySchema {
  readonly type?: 'string' | 'integer' | 'array'
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  /** What stands where nothing is given. */
  readonly default?: string | number
  readonly required?: true
  readonly description: string
  readonly example?: string | number
}

export type HeaderName = 'If-Match' | 'If-None-Match' | 'Idempotency-Key'

export interface OperationBody {
  /** By media type. What is checked before the handler is the first. */
  readonly content: {readonly [type: string]: {readonly schema: WireSchema; readonly example?: unknown}}
  readonly limits: BodyLimits
  /** There may be none: then it counts as `{}`. */
  readonly optional?: true
}

export interface OperationAnswer {
  readonly description: string
  readonly schema?: WireSchema
  /** Default: `application/json`, where there is a schema. */
  readonly type?: string
  readonly headers?: readonly ('ETag' | 'Location')[]
}

export interface Operation {
  readonly method: Method
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: `/${string}`
  /** Absent: for browsers; the reference leaves it out. */
  readonly tag?: Tag
  /** The least role; `anyone` needs no session. Rights on records come on top. */
  readonly who: 'anyone' | Role
  readonly summary: string
  readonly description?: string
  /** What each parameter of the path stands for. */
  readonly params?: {readonly [name: string]: string}
  /** What is not named here is refused. `any`: names are the page's own. */
  readonly query?: {readonly [name: string]: QuerySchema} | 'any'
  readonly headers?: readonly HeaderName[]
  readonly body?: OperationBody
  readonly answers: {readonly [status: number]: OperationAnswer}
  readonly refused: readonly RefusalName[]
}

export interface Operations {readonly [id: string]: Operation}

/** `{id}` in a path, `{*rest}` for all that follows. */
export type ParamsOf<O extends Operation> = {readonly [K in NamesIn<O['path']>]: string}
type NamesIn<P extends string> = P extends `${string}{${infer N}}${infer R}` ? (N extends `*${infer All}` ? All : N) | NamesIn<R> : never

/** As the server reads it: defaults are filled in. */
export type QueryOf<O extends Operation> = O extends {readonly query: infer Q} ? (Q extends 'any' ? EmptyObject : {readonly [K in keyof Q]: QueryValue<Q[K]> | (Q[K] extends {readonly default: unknown} | {readonly required: true} ? never : undefined)}) : EmptyObject
/** As a client gives it. */
export type QueryFor<O extends Operation> = O extends {readonly query: infer Q} ? (Q extends 'any' ? {readonly [name: string]: string} : {readonly [K in keyof Q]?: QueryValue<Q[K]> | undefined}) : EmptyObject
type QueryValue<S> = S extends {readonly enum: readonly (infer E)[]} ? E : S extends {readonly type: 'integer'} ? number : S extends {readonly type: 'array'} ? readonly string[] : string
type EmptyObject = Readonly<Record<never, never>>

export type BodyOf<O> = O extends {readonly body: {readonly content: infer C}} ? (C[keyof C] extends {readonly schema: infer S} ? TypeOf<S> : undefined) : undefined

/** What an operation answers where it does what it was asked for. */
export type AnswerOf<O extends Operation> = O['answers'][keyof O['answers']] extends infer A ? (A extends {readonly schema: infer S} ? TypeOf<S> : never) : never
