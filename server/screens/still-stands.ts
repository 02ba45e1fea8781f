/** Whether what a step changed is in a draft and not on the live page, asked of the places that it changed, whatever was built on them since. */
import type {Step, Tree, UiNode} from '../../ast/index.ts'
import {sameJson} from '../../ast/index.ts'
import type {Json, JsonObject} from '../../schemas/index.ts'

/**
 * An inserted node stands while it is in the draft, wherever; a removal while a node of it is missing there; a move while the node is where it
 * went; a value while one of the leaves that changed has it. Another value or another place was written over it, and it stands no longer.
 * Expects `was` in the step. `live`: undefined where the screen is not live.
 */
export const stillStands = (step: Step, draft: Tree, live: Tree | undefined): boolean => (standing[step.type] as Stands)(step, draft, live)

type Stands<S extends Step = Step> = (step: S, draft: Tree, live: Tree | undefined) => boolean

const standing: {readonly [T in Step['type']]: Stands<Extract<Step, {readonly type: T}>>} = {
  insert: ({nodes}, draft, live) => nodes.some(({id}) => draft.nodes.has(id) && !live?.nodes.has(id)),
  remove: ({was = []}, draft, live) => was.some(({id}) => !draft.nodes.has(id) && live?.nodes.has(id) === true),
  move: (step, draft, live) => isThere(draft.nodes.get(step.id), step.to) && !isThere(live?.nodes.get(step.id), step.to),
  set({id, path, was, value}, draft, live) {
    const node = draft.nodes.get(id)
    return node !== undefined && valueStands(path, was, value, node as unknown as JsonObject, live?.nodes.get(id) as unknown as JsonObject | undefined)
  },
}

const isThere = (node: UiNode | undefined, {parent_id: parent, slot, order}: Pick<UiNode, 'parent_id' | 'slot' | 'order'>): boolean =>
  node !== undefined && node.parent_id === parent && node.slot === slot && node.order === order

type Maybe = Json | undefined

function valueStands([name, ...rest]: readonly string[], was: Maybe, value: Maybe, draft: Maybe, live: Maybe): boolean {
  // Where something else stands on the way, the place was given another meaning.
  if (name !== undefined) return (draft === undefined || isObject(draft)) && valueStands(rest, was, value, member(draft, name), member(live, name))
  if (!isBranch(value)) return !sameJson(was, value) && sameJson(draft, value) && !sameJson(live, value)
  if (!isObject(draft)) return false
  const names = new Set([...Object.keys(value), ...(isBranch(was) ? Object.keys(was) : [])])
  return [...names].some(each => valueStands([], member(was, each), value[each], draft[each], member(live, each)))
}

const isObject = (value: Maybe): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An expression is one value, and so is an object that is empty. */
const isBranch = (value: Maybe): value is JsonObject => isObject(value) && Object.keys(value).some(name => name !== '$')

const member = (value: Maybe, name: string): Maybe => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined)
