/** Where a record of a schema is likely shown: the screen of one record whose path is called like its schema. */
import type {SchemaItem} from '../api/api.ts'
import {pathFor} from './starting-points.ts'

/** The path without its parameter, as `/products` of `/products/:id`; undefined where no screen is called like it. */
export function recordPath(paths: readonly string[], {name, title, plural = title}: SchemaItem): string | undefined {
  const called = [plural, title, name].map(words => pathFor(words, []))
  const bases = paths.flatMap(path => /^(\/.+)\/:[^/:]+$/.exec(path)?.[1] ?? [])
  return called.map(base => bases.find(each => each.endsWith(base))).find(Boolean)
}
