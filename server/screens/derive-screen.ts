/** What belongs to a write of a screen: a path that can be served, parameters that are a schema, and, for a new one, its first nodes. */
import {orderBetween, type UiNode} from '../../ast/index.ts'
import {parseRecordSchema, refusalOf, type JsonObject, type Refusal} from '../../schemas/index.ts'
import type {Change, Derive} from '../commit/change.ts'
import {problem} from '../errors.ts'
import {dataOfNode} from './node-record.ts'
import {screenPathProblem} from './screen-path.ts'

/** For the door's `derive`. A new screen gets a root, the frame of the app, with one stack in it: what an editor fills. */
export const deriveScreen: Derive = async ({op, id, data}, {newId}) => {
  const errors = [...pathErrors(data['path']), ...paramsErrors(data['params'])]
  if (errors.length > 0) throw problem('invalid-screen', {}, {errors})
  if (op !== 'create') return {data}
  const root = newId()
  const order = orderBetween(null, null)
  const nodes: readonly UiNode[] = [
    {id: root, screen_id: id, parent_id: null, slot: 'default', order, snippet: 'app-frame', props: {}},
    {id: newId(), screen_id: id, parent_id: root, slot: 'default', order, snippet: 'stack', props: {}},
  ]
  return {data: {...data, root_id: root}, extra: nodes.map((node): Change => ({op: 'create', schema: 'ui_node', id: node.id, data: dataOfNode(node)}))}
}

function pathErrors(path: unknown): readonly Refusal[] {
  // Anything but text is for the schema to refuse.
  const why = typeof path === 'string' ? screenPathProblem(path) : undefined
  return why === undefined ? [] : [refusalOf('/path', why)]
}

/** Parameters are a schema's properties; the rest of a schema may be left out. */
function paramsErrors(params: unknown): readonly Refusal[] {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return []
  const parsed = parseRecordSchema({title: 'Parameters', type: 'object', properties: {}, ...params as JsonObject})
  return parsed.ok ? [] : parsed.errors.map(error => ({...error, pointer: `/params${error.pointer}`}))
}
