/** The boundary for steps: takes anything, gives a step of exactly the known shape or says what is wrong with it. */
import {jsonPointer} from '../json-pointer.ts'
import type {Refusal, Step} from '../step.ts'
import {id, place, shapeAt, subtree} from './node-shape.ts'
import {fail, json, listOf, Misshapen, oneOf, shape, text, type Check} from './shape.ts'

/** At most so many steps in one list. */
export const mostSteps = 1_000

/**
 * Never throws. Refused with code `invalid` and a pointer: unknown members, wrong types, keys or path elements that reach a prototype, a path that leads anywhere but
 * into props, data, on, when, each or snippet, and whatever is too deep, too long or too many.
 */
export function parseStep(input: unknown): {readonly ok: true; readonly step: Step} | {readonly ok: false; readonly reason: Refusal} {
  const reason = problemOf(input, [])
  return reason ? {ok: false, reason} : {ok: true, step: input as Step}
}

/** A list of steps, as `parseStep` each; `at` is the index of the first that is wrong, and the pointer leads from the list. */
export function parseSteps(input: unknown): {readonly ok: true; readonly steps: readonly Step[]} | {readonly ok: false; readonly reason: Refusal; readonly at: number} {
  if (!Array.isArray(input) || input.length === 0 || input.length > mostSteps) {
    return {ok: false, at: 0, reason: {code: 'invalid', pointer: '', message: `steps: expected a list of 1 to ${mostSteps} steps, got ${Array.isArray(input) ? input.length : 'none'}`}}
  }
  for (const [at, step] of input.entries()) {
    const reason = problemOf(step, [at])
    if (reason) return {ok: false, at, reason}
  }
  return {ok: true, steps: input as readonly Step[]}
}

function problemOf(input: unknown, at: readonly (string | number)[]): Refusal | undefined {
  try {
    step(input, at)
    return undefined
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    return {code: 'invalid', pointer: error.pointer, message: `step${error.pointer === '' ? '' : `, ${error.pointer}`}: ${error.message}`}
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
    if (!check) throw new Misshapen(jsonPointer(...at, 'path'), `no path leads to ${path.join('.').slice(0, 100)}; expected one into props, data.<source>.<member>, on.<event>, when, each or snippet`)
    if (rest.value !== undefined && check !== json) check(rest.value, [...at, 'value'])
    if (rest.was !== undefined && rest.wasAbsent) throw new Misshapen(jsonPointer(...at, 'wasAbsent'), 'expected either was or wasAbsent, got both')
  },
}

const isTrue: Check = (value, at) => {
  if (value !== true) fail(at, 'true', value)
}

const setShape = shape({type: kind, id, path: listOf(text(200), 16, 1)}, {value: json, was: json, wasAbsent: isTrue})

const step: Check = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at, 'a step', value)
  const type: unknown = Object.hasOwn(value, 'type') ? (value as {readonly type?: unknown}).type : undefined
  kind(type, [...at, 'type'])
  kinds[type as Step['type']](value, at)
}
