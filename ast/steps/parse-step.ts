/** The boundary for steps: takes anything, gives a step of exactly the known shape or says what is wrong with it. */
import {reason, refusalOf, type Reason, type Refusal} from '../../schemas/index.ts'
import type {Step, StepRefusal} from '../step.ts'
import {id, place, shapeAt, subtree} from './node-shape.ts'
import {fail, failAs, json, listOf, Misshapen, oneOf, shape, text, type Check} from './shape.ts'

/** Where steps come from outside, somebody is to be told. */
export type SpokenRefusal = StepRefusal & Refusal

/** At most so many steps in one list. */
export const mostSteps = 1_000

/**
 * Never throws. Refused with code `invalid` and a pointer: unknown members, wrong types, keys or path elements that reach a prototype, a path that leads anywhere but
 * into props, data, on, when, each or snippet, and whatever is too deep, too long or too many.
 */
export function parseStep(input: unknown): {readonly ok: true; readonly step: Step} | {readonly ok: false; readonly reason: SpokenRefusal} {
  const refused = problemOf(input, [])
  return refused ? {ok: false, reason: refused} : {ok: true, step: input as Step}
}

/** A list of steps, as `parseStep` each; `at` is the index of the first that is wrong, and the pointer leads from the list. */
export function parseSteps(input: unknown): {readonly ok: true; readonly steps: readonly Step[]} | {readonly ok: false; readonly reason: SpokenRefusal; readonly at: number} {
  if (!Array.isArray(input) || input.length === 0 || input.length > mostSteps) {
    return {ok: false, at: 0, reason: invalid('', reason('step-count', {most: mostSteps, count: Array.isArray(input) ? input.length : undefined}))}
  }
  for (const [at, step] of input.entries()) {
    const refused = problemOf(step, [at])
    if (refused) return {ok: false, at, reason: refused}
  }
  return {ok: true, steps: input as readonly Step[]}
}

const invalid = (pointer: string, why: Reason): SpokenRefusal => ({...refusalOf(pointer, why), kind: 'invalid'})

function problemOf(input: unknown, at: readonly (string | number)[]): SpokenRefusal | undefined {
  try {
    step(input, at)
    return undefined
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    const {pointer, reason: why} = error
    return invalid(pointer, reason('step-misshapen', {pointer, why}))
  }
}

const kind = oneOf('insert', 'remove', 'move', 'set')

const kinds: {readonly [K in Step['type']]: Check} = {
  insert: shape({type: kind, nodes: subtree}),
  remove: shape({type: kind, id}, {was: subtree}),
  move: shape({type: kind, id, to: place}, {was: place}),
  set: (value, at) => {
    setShape(value, at)
    const {path, ...rest} = value as {readonly path: readonly string[]; readonly value?: unknown; readonly was?: unknown; readonly wasAbsent?: true}
    const check = shapeAt(path)
    if (!check) return fail([...at, 'path'], reason('no-such-path', {path: path.join('.').slice(0, 100)}))
    if (rest.value !== undefined && check !== json) check(rest.value, [...at, 'value'])
    if (rest.was !== undefined && rest.wasAbsent) fail([...at, 'wasAbsent'], reason('both-was-and-absent'))
  },
}

const isTrue: Check = (value, at) => {
  if (value !== true) failAs(at, 'true', value)
}

const setShape = shape({type: kind, id, path: listOf(text(200), 16, 1)}, {value: json, was: json, wasAbsent: isTrue})

const step: Check = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return failAs(at, 'step', value)
  const type: unknown = Object.hasOwn(value, 'type') ? (value as {readonly type?: unknown}).type : undefined
  kind(type, [...at, 'type'])
  kinds[type as Step['type']](value, at)
}
