/** Loads one named source of a node, under the viewer's rules. */
import {type DataSource, resolveExpressions} from '../../ast/index.ts'
import type {DataNeed, SourceResult} from '../../snippets/index.ts'
import {reason, reasonIn, type JsonObject} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {loadList} from './load-list.ts'
import {loadNavigation} from './load-navigation.ts'
import {loadNumber} from './load-number.ts'
import {loadRecord} from './load-record.ts'
import type {SourceAsk} from './source-ask.ts'

const loaders: Readonly<Record<Exclude<DataNeed['kind'], 'navigation'>, (ask: SourceAsk) => Promise<SourceResult>>> = {list: loadList, record: loadRecord, number: loadNumber}

/** Throws what the read throws. */
export async function loadSource(ask: Omit<SourceAsk, 'source'> & {readonly source: DataSource | undefined}): Promise<SourceResult | undefined> {
  const {need, source} = ask
  if (need.kind === 'navigation') return loadNavigation(ask.deps, ask.actor, ask.path)
  if (!source) return undefined
  const computed = resolveExpressions(source as unknown as JsonObject, ask.scope)
  if (!computed.ok) throw problem('invalid-input', {why: reason('in-source', {node: ask.node.id, source: `${ask.name}${computed.pointer}`, why: reasonIn(computed)})})
  return await loaders[need.kind]({...ask, source: computed.value as unknown as DataSource})
}
