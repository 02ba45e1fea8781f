/** `ownValue`: a property of parsed JSON, never one of its prototype. */
import type {Json, JsonObject} from '../../../schemas/index.ts'

export const ownValue = (data: JsonObject, name: string): Json | undefined => Object.hasOwn(data, name) ? data[name] : undefined
