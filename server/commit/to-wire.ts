/** A stored record as it goes over the wire, without what never leaves the server. */
import type {Json, JsonObject, WireRecord} from '../../schemas/index.ts'
import type {CatalogEntry} from '../catalog/index.ts'
import type {StoredRecord} from '../store/index.ts'

type Hidden = Pick<CatalogEntry, 'secrets'>

export function toWire(record: StoredRecord, entry: Hidden): WireRecord {
  const {id, schema, rev, state, created_at, created_by, updated_at, updated_by} = record
  return {id, schema, rev, state, created_at, created_by, updated_at, updated_by, data: visibleData(record.doc, entry)}
}

/**
 * The same as JSON text. The data is passed on as it is stored unless something has to be taken out. The door lets no id in that would have to be escaped
 * (`plain-id.ts`), and the other fields are the store's own.
 */
export function toWireJson(record: StoredRecord, entry: Hidden): string {
  return `{"id":"${record.id}","schema":"${record.schema}","rev":${record.rev},"state":"${record.state}","created_at":"${record.created_at}","created_by":"${record.created_by}","updated_at":"${record.updated_at}","updated_by":"${record.updated_by}","data":${visibleText(record.doc, entry)}}`
}

/** `doc` without hidden properties, as text. */
export function visibleText(doc: string, entry: Hidden): string {
  return mayHide(doc, entry) ? JSON.stringify(visibleData(doc, entry)) : doc
}

export function visibleData(doc: string, entry: Hidden): JsonObject {
  const data = JSON.parse(doc) as Record<string, Json>
  if (mayHide(doc, entry)) for (const name of entry.secrets) delete data[name]
  return data
}

/** Names are plain ASCII words and the text is ours, so that a hidden property stands in it letter by letter. */
function mayHide(doc: string, {secrets}: Hidden): boolean {
  for (const name of secrets) if (doc.includes(`"${name}":`)) return true
  return false
}
