/** The TypeScript type of a JSON Schema literal, over the subset that our own schemas use. */
import type {Json, JsonObject} from './json.ts'

/**
 * `TypeOf<typeof userSchema>`: type, enum, const, anyOf, properties + required, items, additionalProperties (schema), and type unions with `"null"`.
 * Anything else becomes `Json`. Always apply it to a named constant (`as const`); inside a generic it makes the compiler give up.
 */
export type TypeOf<S> =
  S extends {readonly const: infer C} ? C
  : S extends {readonly enum: readonly (infer E)[]} ? E
  : S extends {readonly anyOf: readonly (infer A)[]} ? TypeOf<A>
  : S extends {readonly type: readonly (infer T)[]} ? Named<T, S>
  : S extends {readonly type: infer T} ? Named<T, S>
  : Json

type Named<T, S> =
  T extends 'string' ? string
  : T extends 'number' | 'integer' ? number
  : T extends 'boolean' ? boolean
  : T extends 'null' ? null
  : T extends 'array' ? (S extends {readonly items: infer I} ? readonly TypeOf<I>[] : readonly Json[])
  : T extends 'object' ? ObjectOf<S>
  : Json

type ObjectOf<S> =
  S extends {readonly properties: infer P}
    ? S extends {readonly required: readonly (infer R)[]}
      ? {readonly [K in keyof P as K extends R ? K : never]: TypeOf<P[K]>} & {readonly [K in keyof P as K extends R ? never : K]?: TypeOf<P[K]> | undefined}
      : {readonly [K in keyof P]?: TypeOf<P[K]> | undefined}
    : S extends {readonly additionalProperties: infer A}
      ? A extends boolean ? JsonObject : {readonly [key: string]: TypeOf<A>}
      : JsonObject
