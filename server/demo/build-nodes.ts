/** Screens written down as nested parts, turned into the nodes of one insert step each. */
import {v7} from 'uuid'
import {ordersBetween, type Action, type DataSource, type InsertStep, type UiNode} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'

/** A node without its place: `order` comes from its position among its siblings. */
export interface Part {
  readonly snippet: string
  readonly slot?: string
  readonly props?: JsonObject
  readonly data?: {readonly [source: string]: DataSource}
  readonly on?: {readonly [event: string]: readonly Action[]}
  readonly when?: string
  readonly children?: readonly Part[]
}

/** One insert step per part, each a subtree under `parentId`, after whatever stands there. */
export function insertParts(screenId: string, parentId: string, parts: readonly Part[], after: string | null = null): readonly InsertStep[] {
  const orders = ordersBetween(after, null, parts.length)
  return parts.map((part, index) => ({type: 'insert', nodes: nodesOf(part, screenId, parentId, orders[index]!)}))
}

function nodesOf(part: Part, screenId: string, parentId: string, order: string): readonly UiNode[] {
  const id = v7()
  const {snippet, slot = 'default', props = {}, data, on, when, children = []} = part
  const orders = ordersBetween(null, null, children.length)
  return [
    {id, screen_id: screenId, parent_id: parentId, slot, order, snippet, props, ...(data && {data}), ...(on && {on}), ...(when && {when})},
    ...children.flatMap((child, index) => nodesOf(child, screenId, id, orders[index]!)),
  ]
}
