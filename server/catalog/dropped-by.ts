/** `droppedBy`: which properties records may still hold though their schema no longer names them. */
import type {RecordSchema, SchemaData} from '../../schemas/index.ts'

export type Dropped = NonNullable<SchemaData['dropped']>

/** `secret` stays true for a property that was secret in any version: its old values must never come to light. */
export function droppedBy(before: {readonly doc: RecordSchema; readonly dropped?: Dropped | undefined} | undefined, after: RecordSchema): Dropped {
  if (before === undefined) return []
  const names = new Map((before.dropped ?? []).map(one => [one.name, one.secret]))
  for (const [name, property] of Object.entries(before.doc.properties)) names.set(name, names.get(name) === true || property['x-secret'] === true)
  return [...names].filter(([name]) => !Object.hasOwn(after.properties, name)).map(([name, secret]) => ({name, secret}))
}
