/** `seenQuery`: a query of the store, over the records that may be seen. */
import {foldText, type Filter} from '../../ast/index.ts'
import type {Access} from '../access/index.ts'
import type {PageQuery} from '../store/index.ts'

/** The same query where all may be seen. */
export function seenQuery(query: PageQuery, {rows, words}: Access): PageQuery {
  if (rows === undefined && (words === undefined || query.q === undefined)) return query
  const {q, filter, ...rest} = query
  const isRead = q !== undefined && words !== undefined
  const args = [...(rows ? [rows] : []), ...(filter ? [filter] : []), ...(isRead ? wordFilters(q, words) : [])]
  return {...rest, ...(q !== undefined && !isRead && {q}), ...(args.length > 0 && {filter: args.length === 1 ? args[0]! : {op: 'and', args}})}
}

const mostWords = 20

/** Each word stands somewhere in one of the properties, also inside of another. The index would find what is hidden too. */
function wordFilters(q: string, properties: readonly string[]): readonly Filter[] {
  const words = foldText(q).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (properties.length === 0) return [{op: 'const', value: false}]
  return words.slice(0, mostWords).map(value => ({op: 'or', args: properties.map(field => ({op: 'contains', field, value, fold: 'letters'}))}))
}
