/** `createAccess`: the one place that says what an actor may see and do of a schema's records. */
import {nearestName} from '../../ast/index.ts'
import {reason} from '../../schemas/index.ts'
import type {Catalog, CatalogEntry} from '../catalog/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import type {Access, AccessOf, Rules, RulesOf} from './access.ts'
import {makeAccess} from './make-access.ts'

export interface AccessDeps {
  readonly catalog: Catalog
  /** None by default. */
  readonly rulesOf?: RulesOf | undefined
}

const noRules: Rules = Object.freeze({})
/** In the place of a role: no role has its name. */
const own = Symbol('own code')

/** Remembers what it made as long as the schema and the rules are in force: asking again costs three lookups. */
export function createAccess({catalog, rulesOf}: AccessDeps): AccessOf {
  const known = new WeakMap<CatalogEntry, WeakMap<Rules, Map<string | symbol, Access>>>()

  function accessTo(actor: Actor, entry: CatalogEntry): Access {
    const isOwn = actor.system === true
    const rules = isOwn || rulesOf === undefined ? noRules : rulesOf(actor, entry) ?? noRules
    const role = isOwn ? own : actor.role
    let byRules = known.get(entry)
    if (byRules === undefined) known.set(entry, byRules = new WeakMap())
    let byRole = byRules.get(rules)
    if (byRole === undefined) byRules.set(rules, byRole = new Map())
    let access = byRole.get(role)
    if (access === undefined) byRole.set(role, access = makeAccess(actor, entry, rules))
    return access
  }

  return {
    accessOf(actor, schema, verb) {
      const entry = catalog.find(schema)
      if (entry === undefined) {
        const readable = catalog.list().filter(one => accessTo(actor, one).may('read')).map(one => one.name)
        throw problem('unknown-schema', {name: schema.slice(0, 80), near: nearestName(schema, readable)})
      }
      const access = accessTo(actor, entry)
      if (verb === undefined || access.may(verb)) return access
      throw problem('forbidden', {why: reason('role-may-not', {schema, role: actor.role, verb})})
    },
    findAccess(actor, schema, verb) {
      const entry = catalog.find(schema)
      const access = entry && accessTo(actor, entry)
      return verb === undefined || access?.may(verb) ? access : undefined
    },
  }
}
