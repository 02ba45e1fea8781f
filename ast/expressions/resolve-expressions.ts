/** Expressions inside JSON: leaves of the form `{"$": "…"}`. */
import {refusal, refusalOf, type Json, type Refusal} from '../../schemas/index.ts'
import {jsonPointer} from '../json-pointer.ts'
import {isPlainObject} from '../plain-object.ts'
import {evaluateExpression} from './evaluate-expression.ts'
import type {Scope} from './expr.ts'
import {mostJsonDepth} from './limits.ts'

/** The text of an expression leaf: an object whose only member is `$`, a text. Undefined for all other JSON. */
export function expressionText(value: unknown): string | undefined {
  if (!isPlainObject(value)) return undefined
  const text = value['$']
  return typeof text === 'string' && Object.keys(value).length === 1 ? text : undefined
}

/** Replaces every expression leaf by its value. What holds none is given back as it is. The first failure ends it; its pointer leads to the leaf. */
export function resolveExpressions(json: Json, scope: Scope): {readonly ok: true; readonly value: Json} | (Refusal & {readonly ok: false}) {
  try {
    return {ok: true, value: resolve(json, scope, [])}
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error
    return {ok: false, ...error.refusal}
  }
}

/** Every expression leaf, with its place. Deeper than 32 levels is not looked. */
export function expressionsIn(json: Json): readonly {readonly pointer: string; readonly text: string}[] {
  const found: {readonly pointer: string; readonly text: string}[] = []
  collect(json, [], found)
  return found
}

class Unresolved extends Error {
  readonly refusal: Refusal
  constructor(refused: Refusal) {
    super(refused.code)
    this.refusal = refused
  }
}

type Way = readonly (string | number)[]

function resolve(json: Json, scope: Scope, at: Way): Json {
  if (typeof json !== 'object' || json === null) return json
  if (at.length > mostJsonDepth) throw new Unresolved(refusal('json-too-deep', jsonPointer(...at), {most: mostJsonDepth}))
  const text = expressionText(json)
  if (text !== undefined) {
    const result = evaluateExpression(text, scope)
    if (!result.ok) throw new Unresolved(refusalOf(jsonPointer(...at), result))
    return result.value
  }
  let changed = false
  const each = (value: Json, name: string | number): Json => {
    const resolved = resolve(value, scope, [...at, name])
    changed ||= resolved !== value
    return resolved
  }
  if (Array.isArray(json)) {
    const list = (json as readonly Json[]).map(each)
    return changed ? list : json
  }
  const members = Object.entries(json).map(([name, value]) => [name, each(value as Json, name)] as const)
  return changed ? Object.fromEntries(members) : json
}

function collect(json: Json, at: Way, found: {readonly pointer: string; readonly text: string}[]): void {
  if (typeof json !== 'object' || json === null || at.length > mostJsonDepth) return
  const text = expressionText(json)
  if (text !== undefined) {
    found.push({pointer: jsonPointer(...at), text})
    return
  }
  if (Array.isArray(json)) (json as readonly Json[]).forEach((value, index) => collect(value, [...at, index], found))
  else for (const [name, value] of Object.entries(json)) collect(value as Json, [...at, name], found)
}
