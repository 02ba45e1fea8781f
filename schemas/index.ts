/** The public face of `schemas`. */
export type {Json, JsonObject} from './json.ts'
export type {TypeOf} from './type-of.ts'
export type {PropertySchema, RecordSchema, Role, Verb, WireRecord} from './record-schema.ts'
