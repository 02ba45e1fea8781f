/** Random trees, edits and values for the laws. */
import * as fc from 'fast-check'
import {isWithin, ordersBetween, treeFrom, walkTree, type Step, type Tree, type UiNode} from '../../ast/index.ts'
import {say, type Json, type JsonObject} from '../../schemas/index.ts'

const key = fc.constantFrom('a', 'b', 'c', 'title', 'x~y/z', 'ü', '$')

/** JSON of small depth; few names, so that two of them often meet. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{value: Json}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.constantFrom<Json>(null, true, false, 0, 1, -1.5, '', 'x', 'text'),
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(key, tie('value'), {maxKeys: 3, noNullPrototype: true}),
  ),
})).value

export const anyObject: fc.Arbitrary<JsonObject> = fc.dictionary(key, anyJson, {maxKeys: 3, noNullPrototype: true})

const slots = ['default', 'actions', 'aside'] as const
const anySource = fc.record({from: fc.constantFrom('contact', 'order')}, {noNullPrototype: true})
const anySources = fc.dictionary(fc.constantFrom('rows', 'record'), anySource, {maxKeys: 2, noNullPrototype: true})
const anyActions = fc.dictionary(fc.constantFrom('press', 'open'), fc.array(fc.constant({do: 'refresh' as const}), {maxLength: 2}), {maxKeys: 2, noNullPrototype: true})

const anyContent = fc.record(
  {snippet: fc.constantFrom('stack', 'card', 'text'), props: anyObject, data: anySources, on: anyActions, when: fc.constantFrom('true', 'user.role == "admin"')},
  {requiredKeys: ['snippet', 'props'], noNullPrototype: true},
)

/** A node's content, and numbers that choose where it hangs. */
const anyPlaced = fc.record({content: anyContent, parent: fc.nat(), slot: fc.nat(), order: fc.nat()})

const orders = ordersBetween(null, null, 12)

const names = Array.from({length: 11}, (_, index) => `n${index + 1}`)

/** A tree of 1 to 10 nodes; `n0` is the root, the others have any of the ids `n1` … `n11`, so that in two trees any node may hang under any. Siblings may share an order. */
export const anyTree: fc.Arbitrary<Tree> = fc.tuple(fc.array(anyPlaced, {minLength: 1, maxLength: 10}), fc.shuffledSubarray(names, {minLength: 9, maxLength: 9})).map(([placed, rest]) => {
  const ids = ['n0', ...rest]
  const nodes = placed.map(({content, parent, slot, order}, index): UiNode => ({
    id: ids[index]!, screen_id: 's1', parent_id: index === 0 ? null : ids[parent % index]!, slot: index === 0 ? 'default' : slots[slot % slots.length]!, order: index === 0 ? 'a0' : orders[order % orders.length]!, ...content,
  }))
  const built = treeFrom(nodes)
  if (!built.ok) throw new Error(say(built.reason))
  return built.tree
})

/** An edit that becomes a step once there is a tree to aim at. */
export interface Edit {readonly kind: 'insert' | 'remove' | 'move' | 'set'; readonly a: number; readonly b: number; readonly c: number; readonly content: Omit<UiNode, 'id' | 'screen_id' | 'parent_id' | 'slot' | 'order'>; readonly value: Json; readonly more: number}

export const anyEdit = (...kinds: readonly Edit['kind'][]): fc.Arbitrary<Edit> => fc.record({
  kind: fc.constantFrom(...(kinds.length > 0 ? kinds : ['insert', 'remove', 'move', 'set', 'set'] as const)), // Small, so that edits often meet.
  a: fc.nat({max: 3}), b: fc.nat({max: 11}), c: fc.nat({max: 29}), content: anyContent, value: anyJson, more: fc.nat({max: 2}),
}) as fc.Arbitrary<Edit>

/** The edit as a step that `tree` accepts; undefined where it allows none of the kind. `fresh` begins the ids of new nodes. */
export function stepOf(edit: Edit, tree: Tree, fresh: string): Step | undefined {
  const nodes = walkTree(tree)
  const node = nodes[edit.a % nodes.length]!
  const target = nodes[edit.b % nodes.length]!
  const place = {parent_id: target.id, slot: slots[edit.c % slots.length]!, order: orders[edit.c % orders.length]!}
  switch (edit.kind) {
    case 'insert': {
      const top: UiNode = {id: `${fresh}-0`, screen_id: 's1', ...place, ...edit.content}
      const under = Array.from({length: edit.more}, (_, index): UiNode => ({...top, id: `${fresh}-${index + 1}`, parent_id: `${fresh}-${index}`}))
      return {type: 'insert', nodes: [top, ...under]}
    }
    case 'remove': return node.parent_id === null ? undefined : {type: 'remove', id: node.id}
    case 'move': return node.parent_id === null || isWithin(tree, target.id, node.id) ? undefined : {type: 'move', id: node.id, to: place}
    case 'set': return setOf(edit, node)
  }
}

function setOf({b, c, value}: Edit, node: UiNode): Step {
  const paths: readonly (readonly string[])[] = [
    ['props', 'title'], ['props', 'a'], ['props', 'a', 'b'], ['props', 'a', 'b', 'c'], ['props', 'b', 'a'],
    ['data', 'rows', 'limit'], ['data', 'rows', 'sort'], ['data', 'rows'], ['data'], ['on', 'press'], ['on'], ['when'], ['each'], ['snippet'], ['props'],
  ]
  const path = reachable(paths[c % paths.length]!, node as unknown as JsonObject)
  const isUnset = b % 3 === 0 && path[0] !== 'snippet' && !(path[0] === 'props' && path.length === 1)
  return {type: 'set', id: node.id, path, ...(isUnset ? {} : {value: fitting(path, value)})}
}

/** As much of the path as leads through objects. */
function reachable(path: readonly string[], from: JsonObject): readonly string[] {
  let value: Json | undefined = from
  for (let length = 1; length < path.length; length++) {
    value = (value as JsonObject)[path[length - 1]!]
    if (value === undefined) return path
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return path.slice(0, length)
  }
  return path
}

function fitting(path: readonly string[], value: Json): Json {
  if (path.length > 1) return value
  if (path[0] === 'props' || path[0] === 'data' || path[0] === 'on') return {rows: value}
  return 'text'
}

/** Freezes the value and all inside it, so that a change in place throws. */
export function freeze<T>(value: T): T {
  if (value instanceof Map) for (const inner of value.values()) freeze(inner)
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** Nodes by id and children by parent, as plain values: what two trees are compared by. */
export const contents = (tree: Tree): unknown => ({root: tree.rootId, nodes: Object.fromEntries(tree.nodes), children: Object.fromEntries(tree.children)})
