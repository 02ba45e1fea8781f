/** What the expressions of a node may speak of. The page gives them the same names. */
import type {JsonObject, RecordSchema} from '../../schemas/index.ts'
import {ownFields, type ExpressionType, type ExpressionTypes, typeOfSchema} from '../expressions/types.ts'
import {isPlainObject} from '../plain-object.ts'
import type {SnippetManifest} from '../manifest.ts'
import type {Screen, UiNode} from '../ui-node.ts'

/**
 * `params` (the parameters of the screen's path are texts unless `screen.params` says more), `user`, `today` and `now`, everywhere.
 * Beside them: `item` and `index` inside `each`; `record`, the nearest record source's on the way to the root; `row` where something happens to one item of a list; `event` in actions.
 */
export function screenNames({path, params}: Screen): ExpressionTypes {
  const declared: unknown = params?.['properties']
  const fields: Record<string, ExpressionType> = {}
  for (const [, name] of path.matchAll(/:([A-Za-z_]\w*)/g)) fields[name!] = 'string'
  if (isPlainObject(declared)) for (const [name, schema] of Object.entries(declared)) fields[name] = isPlainObject(schema) ? typeOfSchema(schema as JsonObject) : 'any'
  return {params: {fields}, user: {fields: userFields}, today: 'string', now: 'string'}
}

const userFields = {id: 'string', name: 'string', email: 'string', role: {oneOf: ['admin', 'manager', 'agent', 'readonly']}, time_zone: 'string', language: 'string'} as const

/** The type of `record` for a node's own props and actions, and for all that hangs on it; undefined where the node has no record source. */
export function ownRecord(node: UiNode, manifest: SnippetManifest | undefined, schemas: ReadonlyMap<string, RecordSchema>): ExpressionTypes[string] | undefined {
  const name = Object.entries(manifest?.data ?? {}).find(([source, need]) => need.kind === 'record' && node.data?.[source] !== undefined)?.[0]
  return name === undefined ? undefined : recordOf(node.data?.[name]?.from, schemas)
}

export function recordOf(schemaName: unknown, schemas: ReadonlyMap<string, RecordSchema>): ExpressionTypes[string] {
  const schema = typeof schemaName === 'string' ? schemas.get(schemaName) : undefined
  return schema ? {record: schema} : 'any'
}

/** The names of a schema's properties that can be read, with those that every record has. */
export const readableNames = (schema: RecordSchema): readonly string[] =>
  [...Object.keys(ownFields), ...Object.keys(schema.properties).filter((name) => schema.properties[name]?.['x-secret'] !== true)]
