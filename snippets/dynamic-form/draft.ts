/** What a person is editing: where it started, what it is now, and what others did to it meanwhile. Values only. */
import type {Json, JsonObject, RecordSchema, WireRecord} from '../../schemas/index.ts'
import {mergeData, sameValue} from '../form/merge-data.ts'

export interface Draft {
  /** null: a record that is not there yet. */
  readonly id: string | null
  readonly rev: number
  /** What the server has, as far as is known. */
  readonly base: JsonObject
  readonly mine: JsonObject
  /** What others set in fields that I changed too. */
  readonly contested: {readonly [name: string]: Json | null}
}

/** A new record starts from the schema's defaults; a required yes-or-no starts at no, because an empty box looks like it, and what can be one thing only is it. */
export function startDraft(def: RecordSchema, record: WireRecord | null): Draft {
  if (record) return {id: record.id, rev: record.rev, base: present(record.data), mine: present(record.data), contested: {}}
  const defaults = Object.entries(def.properties).flatMap(([name, schema]): [string, Json][] => {
    if (schema['x-server']) return []
    if (schema.default !== undefined && schema.default !== null) return [[name, schema.default]]
    if (!def.required?.includes(name)) return []
    return schema.const !== undefined ? [[name, schema.const]] : schema.type === 'boolean' ? [[name, false]] : []
  })
  return {id: null, rev: 0, base: {}, mine: Object.fromEntries(defaults), contested: {}}
}

/** A person changed one property, and nothing else: `value` undefined empties it. */
export function changeField(draft: Draft, name: string, value: Json | undefined): Draft {
  const {[name]: _, ...others} = draft.mine
  const {[name]: theirs, ...contested} = draft.contested
  return {
    ...draft, mine: value === undefined ? others : {...others, [name]: value},
    contested: theirs !== undefined && sameValue(value, theirs) ? contested : draft.contested,
  }
}

/** What a new record is sent with: a default that was emptied is said to be none, or it would come back. */
export function createdData({mine}: Draft, start: JsonObject): JsonObject {
  const emptied = Object.keys(start).filter(name => !Object.hasOwn(mine, name))
  return {...mine, ...Object.fromEntries(emptied.map(name => [name, null]))}
}

/** Someone else's newer record comes in: what I did not touch follows it, what I did stays, and where both changed something I am told. `held`: what I am at. */
export function mergeRecord(draft: Draft, record: WireRecord, held: ReadonlySet<string> = new Set()): Draft {
  const theirs = present(record.data)
  const {data, contested} = mergeData(draft.base, draft.mine, theirs, held)
  const names = new Set([...Object.keys(draft.contested), ...contested])
  const open = [...names].filter(name => !sameValue(data[name], theirs[name])).map((name): [string, Json] => [name, theirs[name] ?? null])
  return {id: record.id, rev: record.rev, base: theirs, mine: data, contested: Object.fromEntries(open)}
}

/** What I sent is saved; what I typed since then stays unsaved. */
export function acceptRecord(draft: Draft, sent: JsonObject, record: WireRecord): Draft {
  const saved = present(record.data)
  return {id: record.id, rev: record.rev, base: saved, mine: mergeData(sent, draft.mine, saved).data, contested: {}}
}

/** `mine` false: theirs is taken. */
export function settleField(draft: Draft, name: string, mine: boolean): Draft {
  const {[name]: theirs = null, ...contested} = draft.contested
  if (mine) return {...draft, contested}
  const {[name]: _, ...others} = draft.mine
  return {...draft, mine: theirs === null ? others : {...others, [name]: theirs}, contested}
}

/** The record is gone: of each field what was typed there, and nothing else. Should it come back, it is newer than this. */
export function loseRecord(draft: Draft): Draft {
  return {...draft, rev: 0, base: {}, mine: typedParts(draft.base, draft.mine), contested: {}}
}

export const isChanged = (draft: Draft, start: JsonObject): boolean => !sameValue(draft.id === null ? start : draft.base, draft.mine)

function typedParts(base: JsonObject, mine: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(mine).filter(([name, value]) => !sameValue(base[name], value)).map(([name, value]) => [name, typedPart(base[name], value)]))
}

/** Of objects, and of objects in lists, each part is a field of its own. Items may have changed places. */
function typedPart(base: Json | undefined, mine: Json): Json {
  if (isObject(base) && isObject(mine)) return typedParts(base, mine)
  if (!Array.isArray(base) || !Array.isArray(mine) || !mine.every(isObject)) return mine
  const before = base as readonly Json[]
  return mine.map((item, index) => before.some(one => sameValue(one, item)) ? {} : typedPart(before[index], item))
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
// In a form an empty field is a missing one.
const present = (data: JsonObject): JsonObject => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
