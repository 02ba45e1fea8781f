/** Loads one record, or the start of a new one. */
import type {RecordResult} from '../../snippets/index.ts'
import type {SourceAsk} from './source-ask.ts'
import {titlesOf} from './titles-of.ts'

/** An empty id, or `new`, is the start of a new record. */
export async function loadRecord({deps, actor, source}: SourceAsk): Promise<RecordResult> {
  const access = deps.access.accessOf(actor, source.from)
  const {name: schema, schema: def} = access
  const may = {create: access.may('create'), update: access.may('update'), archive: access.may('archive')}
  const id = source.id === undefined || source.id === null ? '' : String(source.id)
  if (id === '' || id === 'new') return {kind: 'record', schema, def, record: null, title: `New ${def.title.toLowerCase()}`, titles: {}, may}
  const record = await deps.reader.get(actor, schema, id, {...(source.fields && {fields: source.fields}), ...(source.expand && {expand: source.expand})})
  return {kind: 'record', schema, def, record, title: access.titleOf(record.id, record.data), titles: await titlesOf(deps, actor, access, [record]), may}
}
