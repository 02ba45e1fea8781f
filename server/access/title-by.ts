/** `titleBy`: what a record is called, by the properties that may be seen of it. */
import {titleProperties, type JsonObject, type RecordSchema} from '../../schemas/index.ts'

/** Falls back to the id. */
export function titleBy(schema: RecordSchema): (id: string, data: JsonObject) => string {
  const properties = titleProperties(schema)
  return (id, data) => {
    const parts = properties.map(property => (Object.hasOwn(data, property) ? data[property] : undefined))
    return parts.filter(part => typeof part === 'number' || (typeof part === 'string' && part !== '')).join(' ') || id
  }
}
