/** The type of a property apart from `null`. */
import type {PropertySchema} from './record-schema.ts'

/** `["string","null"]` -> `string`. Undefined: any type, or several. */
export function baseType({type}: PropertySchema): string | undefined {
  if (type === undefined || typeof type === 'string') return type
  const types = type.filter(one => one !== 'null')
  return types.length === 1 ? types[0] : undefined
}
