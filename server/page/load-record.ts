/** Loads one record, or the start of a new one. */
import type {RecordResult} from '../../snippets/index.ts'
import type {SourceAsk} from './source-ask.ts'
import {titlesOf} from './titles-of.ts'

/** An empty id, or `new`, is the start of a new record. */
export async function loadRecord({deps, actor, source}: SourceAsk): Promise<RecordResult> {
  const entry = deps.catalog.get(source.from)
  const {readable: def} = entry
  const may = {create: deps.may(actor, 'create', entry), update: deps.may(actor, 'update', entry), archive: deps.may(actor, 'archive', entry)}
  const id = source.id === undefined || source.id === null ? '' : String(source.id)
  if (id === '' || id === 'new') return {kind: 'record', schema: entry.name, def, record: null, title: `New ${def.title.toLowerCase()}`, titles: {}, may}
  const record = await deps.reader.get(actor, entry.name, id, {...(source.fields && {fields: source.fields}), ...(source.expand && {expand: source.expand})})
  return {kind: 'record', schema: entry.name, def, record, title: entry.titleOf(record.id, record.data), titles: await titlesOf(deps, actor, entry, [record]), may}
}
