/** `mayUse`: whether an actor may do something with a schema's records. */
import type {RecordSchema, Role, Verb} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'

const ranks: ReadonlyMap<string, number> = new Map<Role, number>([['readonly', 1], ['agent', 2], ['manager', 3], ['admin', 4]])

/** Where the schema's `x-rights` says nothing. */
const defaults: ReadonlyMap<string, Role> = new Map<Verb, Role>([['read', 'readonly'], ['create', 'agent'], ['update', 'agent'], ['archive', 'manager'], ['purge', 'admin']])

/**
 * Roles stand in a row, admin > manager > agent > readonly, and a verb names the least that may use it (`null`: nobody). Whatever is not known - a role, a verb, a right
 * that is no role - is a no. Espalier's own code (`system`) may use everything.
 */
export function mayUse(actor: Actor, verb: Verb, {doc}: {readonly doc: RecordSchema}): boolean {
  if (actor.system === true) return true
  const rights = doc['x-rights']
  const least = rights !== undefined && Object.hasOwn(rights, verb) ? rights[verb] : defaults.get(verb)
  const needed = least ? ranks.get(least) : undefined
  return needed !== undefined && (ranks.get(actor.role) ?? 0) >= needed
}

/** Whether an actor's role is this one or stands above it. */
export function hasRole(actor: Actor, least: Role): boolean {
  return (ranks.get(actor.role) ?? 0) >= ranks.get(least)!
}
