/** Checks a document by its kind: the schema, then what the schema cannot say. */
import {nearestName} from '../../ast/index.ts'
import {refusal, type JsonObject} from '../../schemas/index.ts'
import {createDataChecker, type Catalog, type CatalogEntry} from '../catalog/index.ts'
import type {ItemCheck} from './config-items.ts'
import type {ConfigKind} from './config-kind.ts'
import type {ItemName} from './item-name.ts'

type CheckItem = (name: ItemName, document: JsonObject) => ItemCheck

export function createItemCheck(kinds: ReadonlyMap<string, ConfigKind>, catalog: Catalog): CheckItem {
  const checker = createDataChecker()
  return ({kind: name, key}, document) => {
    const kind = kinds.get(name)
    if (!kind) return {errors: [refusal('unknown-config-kind', '', {name, near: nearestName(name, kinds.keys())})], reads: []}
    const errors = checker.check(kind.schema, document)
    if (errors.length > 0 || !kind.validate) return {errors, reads: []}
    const reads = new Set<CatalogEntry>()
    const schema = (asked: string): ConfigKind['schema'] | undefined => {
      const entry = catalog.find(asked)
      if (entry) reads.add(entry)
      return entry?.doc
    }
    return {errors: kind.validate(document, {key, schema}), reads: [...reads]}
  }
}
