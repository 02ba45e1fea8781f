/** A stored record as it goes over the wire, without what never leaves the server. */
import type {Json, JsonObject, WireRecord} from '../../schemas/index.ts'
import type {Access} from '../access/index.ts'
import type {StoredRecord} from '../store/index.ts'

export function toWire(record: StoredRecord, access: Access): WireRecord {
  const {id, schema, rev, state, created_at, created_by, updated_at, updated_by} = record
  return {id, schema, rev, state, created_at, created_by, updated_at, updated_by, data: visibleData(record.doc, access)}
}

/**
 * The same as JSON text. The data is passed on as it is stored unless something has to be taken out. The door lets no id in that would have to be escaped
 * (`plain-id.ts`), and the other fields are the store's own.
 */
export function toWireJson(record: StoredRecord, access: Access): string {
  return `{"id":"${record.id}","schema":"${record.schema}","rev":${record.rev},"state":"${record.state}","created_at":"${record.created_at}","created_by":"${record.created_by}","updated_at":"${record.updated_at}","updated_by":"${record.updated_by}","data":${visibleText(record.doc, access)}}`
}

/** The answer to a write: who may write but not read the record as it is now learns that it was written, and no more. */
export function answerJson(record: StoredRecord, access: Access): string {
  return access.sees(record) ? toWireJson(record, access) : JSON.stringify({id: record.id, schema: record.schema, rev: record.rev})
}

/** `doc` without hidden properties, as text. */
export function visibleText(doc: string, access: Access): string {
  return mayHide(doc, access) ? JSON.stringify(visibleData(doc, access)) : doc
}

export function visibleData(doc: string, access: Access): JsonObject {
  const data = JSON.parse(doc) as Record<string, Json>
  if (mayHide(doc, access)) for (const name of access.hidden) delete data[name]
  return data
}

/** Names are plain ASCII words and the text is ours, so that a hidden property stands in it letter by letter. */
function mayHide(doc: string, {hidden}: Access): boolean {
  for (const name of hidden) if (doc.includes(`"${name}":`)) return true
  return false
}
