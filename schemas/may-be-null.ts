/** `mayBeNull`: whether null is a value of a property, rather than none. */
import type {PropertySchema} from './record-schema.ts'

/** Of a flat property (`flatSchema`). What names no types and no choices takes anything. */
export function mayBeNull({type, enum: choices, const: only}: PropertySchema): boolean {
  if (type !== undefined && ![type].flat().includes('null')) return false
  if (choices !== undefined) return choices.includes(null)
  return only === undefined || only === null
}
