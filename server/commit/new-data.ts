/** `newData`: what a record's data becomes by a change, before anything is derived or validated. */
import {sameJson} from '../../ast/index.ts'
import {flatSchema, mayBeNull, refusal, refusalOf, type Json, type JsonObject, type Refusal} from '../../schemas/index.ts'
import type {Before, CatalogEntry} from '../catalog/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {StoredRecord} from '../store/index.ts'
import type {Change, PutBack} from './change.ts'
import {checkNames, checkShape} from './check-body.ts'
import {applyJsonPatch} from './json-patch.ts'
import {mergePatch} from './merge-patch.ts'
import type {Writer} from './writer.ts'

export type Edit = Extract<Change, {readonly op: 'create' | 'replace' | 'merge' | 'json-patch' | 'put-back'}>

export interface NewData {
  readonly data: JsonObject
  /** What the record held, for the check of what changed; undefined for a new one. */
  readonly before: Before | undefined
  /** Something was sent of which its sender may not learn whether it differs from what stood there. */
  readonly blind: boolean
  /** What is wrong with the data, as the sender may be told. */
  readonly told: (errors: readonly Refusal[]) => readonly Refusal[]
}

/** Throws of the error family, naming every field that may not be sent. */
export function newData(change: Edit, writer: Writer, current: StoredRecord | undefined): NewData {
  const {entry, access} = writer
  const before = current === undefined ? {} : knownData(current.doc, entry)
  const mayRead = access.may('read')
  const {data, sent} = changed(change, writer, before, mayRead ? before : {})
  const untold = new Set(sent.filter(name => !mayRead || access.hidden.has(name)))
  return {
    data, before: current && {data: before, judged: untold},
    blind: untold.size > 0 || (!mayRead && change.op === 'replace'),
    told: errors => errors.map(error => tellable(error, writer, property => mayRead || property === '' || sent.includes(property))),
  }
}

interface Changed {
  readonly data: JsonObject
  /** The properties that the body names. */
  readonly sent: readonly string[]
}

/** `seen`: what the sender may have read, and may send back. */
function changed(change: Edit, writer: Writer, before: JsonObject, seen: JsonObject): Changed {
  switch (change.op) {
    case 'create': {
      checkSent(change.data, writer)
      return {data: withDefaults(change.data, writer.entry), sent: Object.keys(change.data)}
    }
    case 'replace': {
      checkSent(change.data, writer, seen)
      return {data: {...kept(before, writer), ...change.data}, sent: Object.keys(change.data)}
    }
    case 'merge': {
      checkSent(change.patch, writer, {}, seen)
      return {data: mergePatch(before, change.patch) as JsonObject, sent: Object.keys(change.patch)}
    }
    case 'json-patch': return patched(change.ops, writer, before)
    case 'put-back': return putBack(change.values, writer, before)
  }
}

/** Properties that the schema no longer has are dropped when a record is written again. */
function knownData(doc: string, entry: CatalogEntry): JsonObject {
  const data = JSON.parse(doc) as JsonObject
  const names = Object.keys(data)
  return names.every(name => Object.hasOwn(entry.doc.properties, name)) ? data : Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(entry.doc.properties, name)))
}

/** What a client cannot send back because it cannot see it, or must not: it stays as it is when a record is replaced. */
function kept(before: JsonObject, {entry, access: {hidden, fixed}}: Writer): JsonObject {
  return Object.fromEntries(Object.entries(before).filter(([name]) => hidden.has(name) || fixed.has(name) || entry.doc.properties[name]!['x-server'] === true))
}

/** Null is "none" where a property cannot be null, as in a merge patch: then its default does not come either. */
function withDefaults(data: JsonObject, entry: CatalogEntry): JsonObject {
  const properties = Object.entries(flatSchema(entry.doc).properties)
  const missing = properties.filter(([name, property]) => property.default !== undefined && !Object.hasOwn(data, name)).map(([name, property]) => [name, property.default as Json] as const)
  const none = new Set(properties.filter(([name, property]) => data[name] === null && Object.hasOwn(data, name) && !mayBeNull(property)).map(([name]) => name))
  if (missing.length === 0 && none.size === 0) return data
  return Object.fromEntries([...Object.entries(data).filter(([name]) => !none.has(name)), ...missing])
}

/** `back`: what the server made may be sent back as it was read. `seen`: what no longer fits, and was read like that, is no mistake of the sender. */
function checkSent(body: unknown, writer: Writer, back: JsonObject = {}, seen: JsonObject = back): void {
  const {entry, access: {hidden}, actor} = writer
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse(entry, [refusal('not-an-object', '')])
  checkShape(body, actor.system === true)
  const sent = body as JsonObject
  const names = Object.keys(sent).filter(name => !(Object.hasOwn(back, name) && !hidden.has(name) && sameJson(back[name], sent[name])))
  const errors = checkNames(names, writer)
  if (errors.length > 0) throw refuse(entry, [...errors, ...alsoWrong(sent, writer, visible(seen, writer))])
}

/** What else is wrong, so that one answer names it all. Of Espalier's own records a body is only a part: their hooks add the rest. */
function alsoWrong(sent: JsonObject, {entry, access: {denied}}: Writer, before: JsonObject): readonly Refusal[] {
  if (entry.system) return []
  const known = Object.keys(sent).filter(name => sent[name] !== null && Object.hasOwn(entry.doc.properties, name) && !denied.has(name))
  // What is missing is no mistake in a patch, nor where the wrong name was meant for it.
  return entry.validate(Object.fromEntries(known.map(name => [name, sent[name]!])), {data: before}).filter(({pointer}) => known.some(name => pointer === `/${name}` || pointer.startsWith(`/${name}/`)))
}

const patchProblems = {malformed: 'invalid-patch', test: 'patch-test-failed', missing: 'patch-target-missing'} as const

/** Works on what may be seen, so that no `test` guesses a secret and no `copy` brings it to light. */
function patched(ops: readonly unknown[], writer: Writer, before: JsonObject): Changed {
  const {entry, access, actor} = writer
  checkShape(ops, actor.system === true)
  const seen = visible(before, writer)
  const result = applyJsonPatch(seen, ops)
  if (!result.ok) {
    const pointer = result.index < 0 ? '' : `/${result.index}`
    throw problem(patchProblems[result.kind], {schema: entry.name, number: result.index + 1}, {errors: [refusalOf(pointer, result.reason)]})
  }
  const after = result.value
  if (typeof after !== 'object' || after === null || Array.isArray(after)) throw refuse(entry, [refusal('no-longer-an-object', '')])
  const data = after as JsonObject
  checkShape(data, actor.system === true)
  const touched = [...new Set([...Object.keys(seen), ...Object.keys(data)])].filter(name => !sameJson(valueOf(seen, name), valueOf(data, name)))
  const errors = checkNames(touched, writer)
  if (errors.length > 0) throw refuse(entry, errors)
  const hidden = Object.fromEntries(Object.entries(before).filter(([name]) => access.hidden.has(name)))
  return {data: {...hidden, ...data}, sent: touched}
}

/** What stood there once is put back as it was: no default comes, and null is a value. */
function putBack({set, unset, order}: PutBack, writer: Writer, before: JsonObject): Changed {
  checkShape(set, writer.actor.system === true)
  const sent = [...Object.keys(set), ...unset]
  const errors = checkNames(sent, writer)
  if (errors.length > 0) throw refuse(writer.entry, errors)
  const out = new Set(unset)
  const data: JsonObject = {...before, ...set}
  const names = new Set([...order.filter(name => Object.hasOwn(data, name)), ...Object.keys(data)])
  return {data: Object.fromEntries([...names].filter(name => !out.has(name)).map(name => [name, data[name]!])), sent}
}

const visible = (data: JsonObject, {access: {hidden}}: Writer): JsonObject => Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.has(name)))

const valueOf = (data: JsonObject, name: string): Json | undefined => (Object.hasOwn(data, name) ? data[name] : undefined)

/** What speaks of a property that is not there for the sender names none. */
function tellable(error: Refusal, {access: {denied}}: Writer, mayTell: (property: string) => boolean): Refusal {
  const {pointer, message} = error
  for (const name of denied) if (pointer === `/${name}` || pointer.startsWith(`/${name}/`) || message.includes(name)) return refusal('does-not-go-together', '')
  return mayTell(pointer.split('/')[1] ?? '') ? error : refusal('does-not-go-together', pointer)
}

/** Also what a validator found. */
export const refuse = ({name}: CatalogEntry, errors: readonly Refusal[]): Problem => problem('invalid-input', {schema: name, count: errors.length}, {errors})
