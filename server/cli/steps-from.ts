/** What a patch may be written as, turned into steps. */
import type {SetStep, Step} from '../../ast/index.ts'
import {findInexactNumber, inexactNumberMessage, type Json, type JsonObject} from '../../schemas/index.ts'
import {CliError} from './command.ts'

const whole = ['when', 'each', 'snippet'] as const
const byName = ['props', 'data', 'on'] as const

/**
 * A list of steps, one step, or the short form `{"props": {"title": "Hello", "hint": null}}`: one `set` per property, `null` takes it away. The short form also takes `data`
 * and `on` (by source and by event), `when`, `each` and `snippet`. A step that names no node is about `nodeId`. Throws `CliError`.
 */
export function stepsFrom(text: string, nodeId: string): readonly Step[] {
  const value = parsed(text)
  const list = Array.isArray(value) ? value as readonly Json[] : isObject(value) && 'type' in value ? [value] : undefined
  if (list) return list.map((step, index) => withNode(step, index, nodeId))
  if (!isObject(value)) throw new CliError('expected a list of steps, a step, or {"props": {…}}', 2)
  const steps = shortForm(value, nodeId)
  if (steps.length === 0) throw new CliError('the patch changes nothing: expected at least one property', 2)
  return steps
}

function parsed(text: string): Json {
  const value = parsedJson(text)
  const inexact = findInexactNumber(text)
  if (inexact) throw new CliError(`the patch, ${inexact.pointer === '' ? 'its top' : inexact.pointer}: ${inexactNumberMessage(inexact.text)}`, 2)
  return value
}

function parsedJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw new CliError(`the patch is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 2)
  }
}

/** The server judges whether it is a step. */
function withNode(step: Json, index: number, nodeId: string): Step {
  if (!isObject(step) || typeof step['type'] !== 'string') throw new CliError(`step ${index + 1}: expected an object with a "type", got ${JSON.stringify(step).slice(0, 80)}`, 2)
  return (step['type'] === 'insert' || 'id' in step ? step : {...step, id: nodeId}) as unknown as Step
}

function shortForm(patch: JsonObject, id: string): readonly SetStep[] {
  return Object.entries(patch).flatMap(([member, value]): readonly SetStep[] => {
    if (whole.some(name => name === member)) return [set(id, [member], value)]
    if (!byName.some(name => name === member)) throw new CliError(`"${member}" is nothing that a patch sets: expected ${[...byName, ...whole].join(', ')}, or steps`, 2)
    if (!isObject(value)) throw new CliError(`"${member}": expected an object, got ${JSON.stringify(value).slice(0, 80)}`, 2)
    return Object.entries(value).map(([name, one]) => set(id, [member, name], one))
  })
}

const set = (id: string, path: readonly string[], value: Json): SetStep => (value === null ? {type: 'set', id, path} : {type: 'set', id, path, value})

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
