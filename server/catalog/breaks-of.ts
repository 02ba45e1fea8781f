/** `breaksOf`: what a new version of a schema takes away from those who rely on the old one. */
import {isDeepStrictEqual} from 'node:util'
import type {Filter, Scalar} from '../../ast/index.ts'
import {baseType, flatSchema, linkOf, propertyOf, reason, type PropertySchema, type Reason, type RecordSchema} from '../../schemas/index.ts'

export interface Break {
  readonly kind: 'removed' | 'returned' | 'required' | 'type' | 'values' | 'limit' | 'rules' | 'link' | 'hidden' | 'shown' | 'server-made'
  /** Into the new document; into the old one for what is gone. */
  readonly pointer: string
  readonly why: Reason
  /** The property; absent for a rule of the whole record. */
  readonly property?: string
  /** Which stored records are hit, in fields of the old version; absent: those that the new version does not accept at this property, or that hold one that returned. */
  readonly hits?: Filter
}

/** Empty when every record, and every write that was good before, stays good. In the order of the old version's properties. `dropped`: names of earlier versions that records may still hold. */
export function breaksOf(before: RecordSchema, after: RecordSchema, dropped: readonly string[] = []): readonly Break[] {
  return [
    ...Object.keys(before.properties).flatMap(name => (Object.hasOwn(after.properties, name) ? changedProperty(name, before, after) : [removed(name)])),
    ...dropped.filter(name => Object.hasOwn(after.properties, name)).map(returned),
    ...newlyRequired(before, after),
    ...wholeRules(before, after),
  ]
}

const all: Filter = {op: 'const', value: true}
const held = (property: string): Filter => ({op: 'ne', field: property, value: null})

function removed(name: string): Break {
  return {kind: 'removed', pointer: `/properties/${name}`, property: name, why: reason('property-removed', {name}), hits: held(name)}
}

function returned(name: string): Break {
  return {kind: 'returned', pointer: `/properties/${name}`, property: name, why: reason('property-returned', {name})}
}

function newlyRequired(before: RecordSchema, after: RecordSchema): readonly Break[] {
  const names = (after.required ?? []).filter(name => !before.required?.includes(name))
  return names.map(name => ({
    kind: 'required', pointer: `/required/${after.required!.indexOf(name)}`, property: name, why: reason('property-required', {name}),
    hits: Object.hasOwn(before.properties, name) ? {op: 'eq', field: name, value: null} : all,
  }))
}

function changedProperty(name: string, before: RecordSchema, after: RecordSchema): readonly Break[] {
  const [old, now] = [propertyOf(name, before)!, propertyOf(name, after)!]
  const at = `/properties/${name}`
  const found: Break[] = []
  /** Behind a reference. */
  const isElsewhere = (keyword: string): boolean => now[keyword] !== undefined && after.properties[name]![keyword] === undefined
  const add: Add = (kind, keyword, why, hits) => {
    found.push({kind, pointer: keyword === '' || isElsewhere(keyword) ? at : `${at}/${keyword}`, property: name, why, ...(hits && {hits})})
  }
  if (!isDeepStrictEqual(old, now)) {
    narrowedType(name, old, now, add)
    narrowedValues(name, old, now, add)
    narrowedLimits(name, old, now, add)
    if (otherRules(old, now)) add('rules', '', reason('property-other-rules', {name}))
  }
  const [from, to] = [linkOf(name, before), linkOf(name, after)]
  if (from !== to && to !== undefined) add('link', 'x-link', reason('property-linked', {name, to, from}), held(name))
  if (old['x-secret'] !== true && now['x-secret'] === true) add('hidden', 'x-secret', reason('property-hidden', {name}), held(name))
  if (old['x-secret'] === true && now['x-secret'] !== true) add('shown', 'x-secret', reason('property-shown', {name}), held(name))
  if (old['x-server'] !== true && now['x-server'] === true) add('server-made', 'x-server', reason('property-server-made', {name}), held(name))
  return found
}

/** Values that one filter compares with; of more the validator judges. */
const mostCompared = 200

type Add = (kind: Break['kind'], keyword: string, why: Reason, hits?: Filter) => void

function narrowedType(name: string, old: PropertySchema, now: PropertySchema, add: Add): void {
  if (now.type === undefined || isDeepStrictEqual(old.type, now.type)) return
  const accepted = new Set([now.type].flat())
  const lost = [old.type ?? []].flat().filter(type => !accepted.has(type) && !(type === 'integer' && accepted.has('number')))
  if (lost.length > 0 || old.type === undefined) add('type', 'type', reason('property-type', {name, lost}))
}

function narrowedValues(name: string, old: PropertySchema, now: PropertySchema, add: Add): void {
  const [from, to] = [valuesOf(old), valuesOf(now)]
  if (to === undefined) return
  const lost = from?.filter(value => !to.some(one => isDeepStrictEqual(one, value)))
  if (lost?.length === 0) return
  const scalar = to.length <= mostCompared && to.every(value => typeof value !== 'object' || value === null)
  const outside: Filter = {op: 'and', args: [held(name), {op: 'not', arg: {op: 'in', field: name, values: to as readonly Scalar[]}}]}
  add('values', now.enum ? 'enum' : 'const', lost ? reason('property-values-lost', {name, lost: lost.map(value => JSON.stringify(value))}) : reason('property-values-only', {name, values: to.map(value => JSON.stringify(value))}), scalar ? outside : undefined)
}

const valuesOf = (schema: PropertySchema): readonly unknown[] | undefined => schema.enum ?? (schema.const === undefined ? undefined : [schema.const])

/** Keyword, whether a greater value is the narrower one, and how a number breaks it. */
const limits = [
  ['minimum', true, 'lt'], ['exclusiveMinimum', true, 'le'], ['maximum', false, 'gt'], ['exclusiveMaximum', false, 'ge'],
  ['minLength', true], ['maxLength', false], ['minItems', true], ['maxItems', false], ['minProperties', true], ['maxProperties', false],
] as const

function narrowedLimits(name: string, old: PropertySchema, now: PropertySchema, add: Add): void {
  const isNumber = ['number', 'integer'].includes(baseType(old) ?? '')
  for (const [keyword, greater, broken] of limits) {
    const [from, to] = [old[keyword] as number | undefined, now[keyword] as number | undefined]
    if (to === undefined || (from !== undefined && (greater ? to <= from : to >= from))) continue
    add('limit', keyword, reason('property-limit', {name, keyword, limit: to, isNew: from === undefined}), broken && isNumber ? {op: broken, field: name, value: to} : undefined)
  }
}

/** Keywords that never make a value bad, or that are looked at above. */
const lookedAt = new Set<string>([
  'title', 'description', '$comment', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly', 'type', 'enum', 'const', ...limits.map(([keyword]) => keyword),
])

/** Pattern, format, items and the like: any change that is no removal may refuse what was good. */
function otherRules(old: PropertySchema, now: PropertySchema): boolean {
  return Object.keys(now).some(keyword => !lookedAt.has(keyword) && !keyword.startsWith('x-') && !isDeepStrictEqual(old[keyword], now[keyword]))
}

function wholeRules(before: RecordSchema, after: RecordSchema): readonly Break[] {
  const keywords = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'minProperties', 'maxProperties', 'propertyNames', '$ref']
  const [old, now] = [flatSchema(before), flatSchema(after)]
  return keywords
    .filter(keyword => now[keyword] !== undefined && !(isDeepStrictEqual(old[keyword], now[keyword]) && (keyword !== '$ref' || isDeepStrictEqual(before['$defs'], after['$defs']))))
    .map(keyword => ({kind: 'rules', pointer: `/${keyword}`, why: reason('record-rule', {keyword})}))
}
