/** What a parsed body must look like before its members are read. */
import {nearestName} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import {InvalidInput} from '../errors.ts'

/** Throws InvalidInput where the body is no JSON object. */
export function objectBody(body: unknown): JsonObject {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject
  const got = body === undefined ? 'none' : body === null ? 'null' : Array.isArray(body) ? 'a list' : `a ${typeof body}`
  throw new InvalidInput({detail: `A JSON object is expected as the body, got ${got}.`, errors: [{pointer: '', message: `expected an object, got ${got}`}]})
}

/** Throws InvalidInput where the body is no object or has a member that is not one of `names`. */
export function membersOf<N extends string>(body: unknown, names: readonly N[]): {readonly [K in N]?: unknown} {
  const object = objectBody(body)
  for (const name of Object.keys(object)) {
    if ((names as readonly string[]).includes(name)) continue
    const near = nearestName(name, names)
    const message = `is unknown here${near ? `: did you mean "${near}"?` : names.length > 0 ? `: expected ${names.join(', ')}` : ': nothing is expected'}`
    throw new InvalidInput({detail: `The member "${name.slice(0, 60)}" ${message}`, errors: [{pointer: `/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`, message}]}, 'unknown-field')
  }
  return object as {readonly [K in N]?: unknown}
}

/** Throws InvalidInput where the member is no text of 1 to `max` characters, composed letters (`ü`) counted as one. */
export function textOf(members: Readonly<Record<string, unknown>>, name: string, max: number): string {
  const value = members[name]
  const message = typeof value !== 'string' ? `expected text, got ${value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`
    : value === '' ? 'expected text, got an empty one'
    : value.normalize().length > max ? `expected at most ${max} characters, got ${value.normalize().length}`
    : undefined
  if (message) throw new InvalidInput({detail: `The member "${name}" cannot be used: ${message}.`, errors: [{pointer: `/${name}`, message}]})
  return value as string
}
