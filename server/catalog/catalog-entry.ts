/** `catalogEntry`: one schema in force, with what reads and writes need to know of it. */
import {flatSchema, linkOf, type RecordSchema, type SchemaData} from '../../schemas/index.ts'
import {tableSpec} from '../store/index.ts'
import type {Before, CatalogEntry} from './catalog.ts'
import type {DataChecker} from './data-checker.ts'
import {readableSchema} from './readable-schema.ts'

export function catalogEntry(source: CatalogEntry['source'], data: SchemaData, checker: DataChecker): CatalogEntry {
  const {name, version} = data
  const doc = data.doc as unknown as RecordSchema
  const names = Object.keys(doc.properties)
  const secrets = new Set([...names.filter(property => doc.properties[property]!['x-secret'] === true), ...(data.dropped ?? []).map(dropped => dropped.name)])
  return Object.freeze({
    name, version, source, doc, secrets,
    system: doc['x-system'] === true,
    spec: tableSpec(name, doc),
    links: new Map(names.flatMap(property => {
      const target = linkOf(property, doc)
      return target === undefined ? [] : [[property, target] as const]
    })),
    readable: readableSchema(flatSchema(doc), secrets),
    validate: (value: unknown, before?: Before) => checker.check(doc, value, before),
  })
}
