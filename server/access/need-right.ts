/** `needRight`: refuses an actor who may not. */
import type {Verb} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {CatalogEntry} from '../catalog/catalog.ts'
import {Forbidden} from '../errors.ts'
import {mayUse} from './may-use.ts'

/** Throws Forbidden, naming the role, the verb and the schema. */
export function needRight(actor: Actor, verb: Verb, entry: CatalogEntry): void {
  if (mayUse(actor, verb, entry)) return
  throw new Forbidden({detail: `schema ${entry.name}: the role "${actor.role}" may not ${verb} its records; ask an admin for the right`})
}
