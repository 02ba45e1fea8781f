/** The props of a node as its snippet sees them: expressions computed, defaults filled in. */
import {resolveExpressions, type Scope} from '../../ast/index.ts'
import type {Json, JsonObject} from '../../schemas/index.ts'
import type {PropSchemas} from '../../snippets/index.ts'
import {hrefOf} from './href-of.ts'

/** A prop that cannot be computed is left out, so that its default stands; `fail` hears why. */
export function nodeProps(props: JsonObject, schemas: PropSchemas, scope: Scope, path: string, fail: (error: Error) => void): JsonObject {
  const seen: Record<string, Json> = {}
  for (const [name, {default: preset}] of Object.entries(schemas)) if (preset !== undefined) seen[name] = preset
  for (const [name, given] of Object.entries(props)) {
    const computed = resolveExpressions(given, scope)
    if (!computed.ok) {
      fail(new Error(`prop ${name}${computed.pointer}: ${computed.message}`))
      continue
    }
    if (computed.value === null) continue
    seen[name] = fitting(computed.value, schemas[name], path)
  }
  return seen
}

/** Admins write `{"$": "record.total"}` where a text is wanted, and screens' paths where an address is. */
function fitting(value: Json, schema: PropSchemas[string] | undefined, path: string): Json {
  if (schema?.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  if (schema?.['x-editor'] === 'path' && typeof value === 'string') return hrefOf(value, path) ?? '#'
  return value
}
