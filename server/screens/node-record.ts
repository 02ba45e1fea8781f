/** Screens and nodes as records, and back. */
import type {Screen, UiNode} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {StoredRecord} from '../store/store.ts'

type Doc = Pick<StoredRecord, 'id' | 'doc'>

export const nodeOf = ({id, doc}: Doc): UiNode => ({...(JSON.parse(doc) as Omit<UiNode, 'id'>), id})

export const screenOf = ({id, doc}: Doc): Screen => ({...(JSON.parse(doc) as Omit<Screen, 'id'>), id})

/** What a node's record holds: the node without its id, and without members that are undefined. */
export function dataOfNode({id: _, ...data}: UiNode): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as JsonObject
}
