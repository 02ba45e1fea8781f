/** What the expressions of a page may speak of. */
import {exactNumber, type JsonObject, type WireRecord} from '../../schemas/index.ts'
import {dayAt, zoneOfDays, type Scope, type Screen} from '../../ast/index.ts'
import {type Actor, userOf} from '../actor.ts'

export interface ScopeAsk {
  readonly screen: Screen
  /** With the zone and the language that the page is written in. */
  readonly actor: Actor & {readonly timeZone: string}
  /** From the path: `/companies/:id`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly at: number
}

/** `params`, `user`, `today`, `now`, in the viewer's zone. The parameters that the screen declares are read by their type; those that are missing are null. */
export function pageScope({screen, actor, params, query, at}: ScopeAsk): Scope {
  return {
    params: readParams(screen, params, query),
    user: userOf(actor),
    today: dayAt(at, actor.timeZone),
    now: new Date(at).toISOString(),
    [zoneOfDays]: actor.timeZone,
  }
}

/** A record as expressions see it: its data, and its own fields beside them. */
export function recordScope(record: WireRecord): JsonObject {
  const {id, rev, state, created_at, created_by, updated_at, updated_by, data} = record
  return {id, rev, state, created_at, created_by, updated_at, updated_by, ...data}
}

function readParams(screen: Screen, params: Readonly<Record<string, string>>, query: Readonly<Record<string, string>>): JsonObject {
  const declared = Object.entries((screen.params?.['properties'] ?? {}) as JsonObject).map(([name, schema]): [string, JsonObject[string]] => {
    const text = Object.hasOwn(params, name) ? params[name] : Object.hasOwn(query, name) ? query[name] : undefined
    const {type, default: preset} = (schema ?? {}) as {readonly type?: string; readonly default?: JsonObject[string]}
    return [name, text === undefined || text === '' ? preset ?? null : typed(text, type)]
  })
  return {...Object.fromEntries(declared), ...Object.fromEntries(Object.entries(params).filter(([name]) => !declared.some(([known]) => known === name)))}
}

function typed(text: string, type: string | undefined): string | number | boolean | null {
  if (type === 'number' || type === 'integer') return exactNumber(text) ?? null
  if (type === 'boolean') return text === 'true' || text === '1' || text === 'on'
  return text
}
