/** Screens and nodes as records, and back. */
import type {Screen, UiNode} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {StoredRecord} from '../store/store.ts'

type Doc = Pick<StoredRecord, 'id' | 'doc'>

export const nodeOf = ({id, doc}: Doc): UiNode => ({...(JSON.parse(doc) as Omit<UiNode, 'id'>), id})

export const screenOf = ({id, doc}: Doc): Screen => ({...(JSON.parse(doc) as Omit<Screen, 'id'>), id})

/** What a node's record holds: the node without its id, and without members that are undefined. */
export const dataOfNode = (node: UiNode): JsonObject => Object.fromEntries(Object.entries(node).filter(([name, value]) => name !== 'id' && value !== undefined)) as JsonObject
