/** `set`: one property of a node gets a value, or loses it. */
import {isHostileKey, reason, type Json, type JsonObject, type Reason} from '../../schemas/index.ts'
import {sameJson} from '../canonical-json.ts'
import {isPlainObject} from '../plain-object.ts'
import type {SetStep} from '../step.ts'
import {withNode} from './change-tree.ts'
import {isEmpty, type Owned} from './owned.ts'
import {refuse, type Refused, removedIds, type StepKind, unknownNode} from './step-kind.ts'
import {lookUp, putIn, takeOut} from './value-at-path.ts'

export const setStep: StepKind<SetStep> = {
  apply(tree, step, {rebase}, owned) {
    const node = tree.nodes.get(step.id)
    if (!node) return unknownNode(step.id)
    const wrong = misfit(step)
    if (wrong) return invalid(step, wrong)
    const members = node as unknown as JsonObject
    const found = lookUp(members, step.path)
    if (found.kind === 'blocked') {
      return invalid(step, reason('set-inside-value', {...inNode(step), blocked: found.at.join('.'), list: Array.isArray(found.value)}))
    }
    if (!rebase && isStale(step, found)) {
      return refuse('stale', reason('value-changed', inNode(step)), {id: step.id, pointer: '/was'})
    }
    if (step.value === undefined) {
      if (found.kind === 'absent') return {ok: true, tree, step: {type: 'set', id: step.id, path: step.path, wasAbsent: true}}
      return {ok: true, tree: withNode(tree, takeOut(members, step.path, owned) as unknown as typeof node, owned), step: {type: 'set', id: step.id, path: step.path, was: found.value}}
    }
    const accepted: SetStep = found.kind === 'found' ? {type: 'set', id: step.id, path: step.path, value: step.value, was: found.value} : onEmpty(step, step.value, members, owned)
    return {ok: true, tree: withNode(tree, putIn(members, accepted.path, accepted.value!, owned) as unknown as typeof node, owned), step: accepted}
  },

  invert({id, path, value, was}) {
    return {type: 'set', id, path, ...(was === undefined ? {} : {value: was}), ...(value === undefined ? {wasAbsent: true as const} : {was: value})}
  },

  rebase(step, over) {
    if (over.type === 'remove') return removedIds(over).has(step.id) ? null : step
    if (over.type !== 'set' || over.id !== step.id) return step
    if (startsWith(step.path, over.path)) return rebaseUnder(step, over)
    // The other stood deeper: the whole is set after it, over a state that has to be looked up anew.
    return startsWith(over.path, step.path) ? withoutWas(step) : step
  },
}

/** Members that are not properties: `insert` and `move` decide them. */
const placeMembers: ReadonlySet<string> = new Set(['id', 'screen_id', 'parent_id', 'slot', 'order'])

function misfit(step: SetStep): Reason | undefined {
  const {path, value} = step
  const first = path[0]
  if (first === undefined) return reason('set-nothing', {id: step.id})
  if (placeMembers.has(first)) return reason('set-place', {...inNode(step), name: first})
  const hostile = path.find(isHostileKey)
  if (hostile !== undefined) return reason('set-hostile-name', {...inNode(step), name: hostile})
  if (first === 'snippet' || first === 'when' || first === 'each') {
    if (path.length > 1) return reason('set-inside-text', {...inNode(step), name: first})
    if (value === undefined ? first === 'snippet' : typeof value !== 'string' || value === '') return reason('set-no-text', {...inNode(step), got: brief(value)})
  }
  if (path.length === 1 && (first === 'props' || first === 'data' || first === 'on')) {
    if (value === undefined ? first === 'props' : !isPlainObject(value)) return reason('set-no-object', {...inNode(step), got: brief(value)})
  }
  return undefined
}

const inNode = ({id, path}: SetStep): {readonly id: string; readonly path: string} => ({id, path: path.join('.')})
const brief = (value: Json | undefined): string | undefined => (value === undefined ? undefined : JSON.stringify(value).slice(0, 60))
const invalid = ({id}: SetStep, why: Reason): Refused => refuse('invalid', why, {id, pointer: '/path'})

function isStale(step: SetStep, found: {readonly kind: 'absent'} | {readonly kind: 'found'; readonly value: Json}): boolean {
  if (step.wasAbsent) return found.kind === 'found'
  return step.was !== undefined && !(found.kind === 'found' && sameJson(found.value, step.was))
}

/**
 * Where the path leads through an object that is there and empty, that object is what is set: unsetting the leaf again would take the empty object away,
 * and the inverse would not give back what was.
 */
function onEmpty(step: SetStep, value: Json, members: JsonObject, owned: Owned | undefined): SetStep {
  for (let length = step.path[0] === 'props' ? 2 : 1; length < step.path.length; length++) {
    const at = lookUp(members, step.path.slice(0, length))
    if (at.kind !== 'found') break
    if (isPlainObject(at.value) && isEmpty(at.value, owned)) {
      return {type: 'set', id: step.id, path: step.path.slice(0, length), value: putIn({}, step.path.slice(length), value), was: at.value}
    }
  }
  return {type: 'set', id: step.id, path: step.path, value, wasAbsent: true}
}

/** `over` set or unset what `step` sets a part of (or exactly that). */
function rebaseUnder(step: SetStep, over: SetStep): SetStep | null {
  const rest = step.path.slice(over.path.length)
  if (over.value === undefined) return rest.length > 0 ? null : fillIn(step, undefined)
  const found = lookUp({whole: over.value}, ['whole', ...rest])
  if (found.kind === 'blocked') return null
  return fillIn(step, found.kind === 'found' ? found.value : undefined)
}

function fillIn(step: SetStep, was: Json | undefined): SetStep {
  const bare = withoutWas(step)
  if (step.was === undefined && !step.wasAbsent) return bare
  return was === undefined ? {...bare, wasAbsent: true} : {...bare, was}
}

const withoutWas = ({type, id, path, value}: SetStep): SetStep => ({type, id, path, ...(value === undefined ? {} : {value})})

const startsWith = (path: readonly string[], start: readonly string[]): boolean => start.length <= path.length && start.every((name, index) => path[index] === name)
