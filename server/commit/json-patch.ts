/** JSON Patch (RFC 6902) with JSON Pointers (RFC 6901), on a copy. */
import {sameJson} from '../../ast/index.ts'
import {hostileKeys, reason, type Json, type Reason} from '../../schemas/index.ts'

/**
 * `malformed`: the operation itself is no good, whatever it is applied to. `missing`: it names a place that is not there. `test`: a test did not hold.
 * `index` is the operation's, -1 for the patch as a whole.
 */
export type Patched = {readonly ok: true; readonly value: Json} | {readonly ok: false; readonly kind: 'malformed' | 'missing' | 'test'; readonly index: number; readonly reason: Reason}

const mostOperations = 1_000
/** Characters of JSON that `copy` may multiply a document by, over a whole patch. */
const mostCopied = 1_000_000
/** Characters of a pointer. */
const longestPointer = 2_000

class Failed extends Error {
  readonly kind: 'malformed' | 'missing' | 'test'
  readonly reason: Reason
  constructor(kind: 'malformed' | 'missing' | 'test', why: Reason) {
    super(why.code)
    this.kind = kind
    this.reason = why
  }
}

type Mutable = null | boolean | number | string | Mutable[] | {[key: string]: Mutable}
interface Work {root: Mutable; copied: number}
type Operation = Readonly<Record<string, unknown>>

/** All or nothing; `document` is not changed. Tokens that reach a prototype are refused; members that an operation does not need are ignored, as the RFC says. */
export function applyJsonPatch(document: Json, operations: readonly unknown[]): Patched {
  if (operations.length > mostOperations) return {ok: false, kind: 'malformed', index: -1, reason: reason('patch-too-long', {most: mostOperations, got: operations.length})}
  const work: Work = {root: structuredClone(document) as Mutable, copied: 0}
  for (const [index, operation] of operations.entries()) {
    try {
      applyOne(work, operation)
    } catch (error) {
      if (error instanceof Failed) return {ok: false, kind: error.kind, index, reason: error.reason}
      throw error
    }
  }
  return {ok: true, value: work.root}
}

const handlers: Readonly<Record<string, (work: Work, operation: Operation) => void>> = {
  add: (work, operation) => add(work, pathOf(operation, 'path'), valueOf(operation)),
  remove: (work, operation) => void remove(work, pathOf(operation, 'path')),
  replace(work, operation) {
    const path = pathOf(operation, 'path')
    const value = valueOf(operation)
    if (path.length > 0) remove(work, path)
    add(work, path, value)
  },
  move(work, operation) {
    const [from, path] = [pathOf(operation, 'from'), pathOf(operation, 'path')]
    if (path.length > from.length && from.every((token, n) => token === path[n])) throw new Failed('malformed', reason('patch-into-itself'))
    const value = find(work.root, from)
    if (path.length === from.length && from.every((token, n) => token === path[n])) return
    remove(work, from)
    add(work, path, value)
  },
  copy(work, operation) {
    const value = find(work.root, pathOf(operation, 'from'))
    work.copied += JSON.stringify(value).length
    if (work.copied > mostCopied) throw new Failed('malformed', reason('patch-copies-too-much', {most: mostCopied}))
    add(work, pathOf(operation, 'path'), structuredClone(value))
  },
  test(work, operation) {
    const path = pathOf(operation, 'path')
    if (!sameJson(find(work.root, path), valueOf(operation))) throw new Failed('test', reason('patch-test-failed', {path: JSON.stringify(operation['path'])}))
  },
}

function applyOne(work: Work, operation: unknown): void {
  if (typeof operation !== 'object' || operation === null || Array.isArray(operation)) throw new Failed('malformed', reason('patch-not-an-operation'))
  const op = (operation as Operation)['op']
  const handler = typeof op === 'string' && Object.hasOwn(handlers, op) ? handlers[op] : undefined
  if (handler === undefined) throw new Failed('malformed', reason('patch-unknown-operation', {known: Object.keys(handlers), got: JSON.stringify(op)}))
  handler(work, operation as Operation)
}

function pathOf(operation: Operation, member: 'path' | 'from'): readonly string[] {
  const text = Object.hasOwn(operation, member) ? operation[member] : undefined
  if (typeof text !== 'string') throw new Failed('malformed', reason('patch-no-pointer', {member, got: JSON.stringify(text)}))
  if (text === '') return []
  if (text.length > longestPointer) throw new Failed('malformed', reason('patch-pointer-too-long', {member, most: longestPointer, got: text.length}))
  if (!text.startsWith('/') || /~(?![01])/.test(text)) throw new Failed('malformed', reason('patch-bad-pointer', {member, got: JSON.stringify(text)}))
  const tokens = text.slice(1).split('/').map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  const hostile = tokens.find(token => hostileKeys.has(token))
  if (hostile !== undefined) throw new Failed('malformed', reason('patch-hostile-pointer', {member, name: hostile}))
  return tokens
}

function valueOf(operation: Operation): Mutable {
  if (!Object.hasOwn(operation, 'value') || operation['value'] === undefined) throw new Failed('malformed', reason('patch-without-value', {op: String(operation['op'])}))
  return structuredClone(operation['value']) as Mutable
}

function find(root: Mutable, path: readonly string[]): Mutable {
  let value = root
  for (const [depth, token] of path.entries()) {
    const here = path.slice(0, depth + 1)
    if (Array.isArray(value)) value = value[indexIn(value, token, value.length - 1, here)]!
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) value = value[token]!
    else throw missing(here)
  }
  return value
}

function add(work: Work, path: readonly string[], value: Mutable): void {
  const token = path.at(-1)
  if (token === undefined) {
    work.root = value
    return
  }
  const parent = find(work.root, path.slice(0, -1))
  if (Array.isArray(parent)) parent.splice(token === '-' ? parent.length : indexIn(parent, token, parent.length, path), 0, value)
  else if (typeof parent === 'object' && parent !== null) parent[token] = value
  else throw missing(path)
}

function remove(work: Work, path: readonly string[]): void {
  const token = path.at(-1)
  if (token === undefined) throw new Failed('malformed', reason('patch-removes-all'))
  const parent = find(work.root, path.slice(0, -1))
  find(parent, [token])
  if (Array.isArray(parent)) parent.splice(Number(token), 1)
  else delete (parent as {[key: string]: Mutable})[token]
}

function indexIn(list: readonly Mutable[], token: string, last: number, path: readonly string[]): number {
  if (!/^(0|[1-9][0-9]{0,9})$/.test(token) || Number(token) > last) throw missing(path, list.length)
  return Number(token)
}

const missing = (path: readonly string[], items?: number): Failed =>
  new Failed('missing', reason('patch-nothing-there', {path: JSON.stringify(`/${path.map(token => token.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`), items}))
