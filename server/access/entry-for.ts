/** `entryFor`: the schema that someone wants to use, if they may. */
import {didYouMean} from '../../ast/index.ts'
import type {Verb} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog, CatalogEntry} from '../catalog/catalog.ts'
import {Forbidden, NotFound} from '../errors.ts'
import {mayUse} from './may-use.ts'

/** Throws NotFound, naming the nearest schema among those the actor may read, or Forbidden, naming role, verb and schema. */
export function entryFor(catalog: Catalog, actor: Actor, verb: Verb, name: string): CatalogEntry {
  const entry = catalog.find(name)
  if (entry === undefined) {
    const readable = catalog.list().filter(one => mayUse(actor, 'read', one)).map(one => one.name)
    throw new NotFound({detail: `there is no schema "${name.slice(0, 80)}"${didYouMean(name, readable)}`}, 'unknown-schema')
  }
  if (mayUse(actor, verb, entry)) return entry
  throw new Forbidden({detail: `schema ${name}: the role "${actor.role}" may not ${verb} its records; ask an admin for the right`})
}
