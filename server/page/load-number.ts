/** Loads one number over the records that match. */
import type {NumberResult} from '../../snippets/index.ts'
import type {SourceAsk} from './source-ask.ts'

export async function loadNumber({deps, actor, source, scope}: SourceAsk): Promise<NumberResult> {
  const {from, where, measure = 'count', field} = source
  const value = await deps.reader.measure(actor, {schema: from, ...(where && {filter: where, scope})}, {fn: measure, ...(field && {field})})
  const property = field ? deps.access.accessOf(actor, from, 'read').schema.properties[field] : undefined
  const currency = measure === 'count' ? undefined : property?.['x-currency']
  return {kind: 'number', value, ...(currency && {currency})}
}
