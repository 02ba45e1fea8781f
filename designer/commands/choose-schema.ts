/** Binds a source of a node to another schema: what belonged to the one before is led over where it fits, and taken out where it does not. Pure. */
import {type Action, checkExpression, type DataSource, expressionText, type ExpressionTypes, sameJson, type Step, type UiNode} from '../../ast/index.ts'
import {type Json, type JsonObject, linkOf, type RecordSchema} from '../../schemas/index.ts'
import type {DataNeed, Manifest} from '../../snippets/index.ts'
import type {SchemaItem} from '../api/api.ts'
import {readable} from './readable.ts'
import {recordPath} from './record-path.ts'
import {setValue} from './set-value.ts'

export interface Choice {
  readonly node: UiNode
  readonly manifest: Manifest
  readonly source: string
  /** Undefined: bound to nothing. */
  readonly to: {readonly item: SchemaItem; readonly schema: RecordSchema} | undefined
  readonly before: SchemaItem | undefined
  readonly paths: readonly string[]
  /** The parameter of the screen's path. */
  readonly parameter: string | undefined
  /** What expressions know besides the record. */
  readonly types: ExpressionTypes
}

/** `said`: what changed beside the schema, in words; empty where everything fits. */
export interface Chosen {readonly steps: readonly Step[]; readonly said: readonly string[]}

export function chooseSchema(choice: Choice): Chosen {
  const {node, manifest, source, to} = choice
  const need = manifest.data?.[source]
  const old = node.data?.[source]
  const said: string[] = []
  const next = to && need && carriedOver(choice, need, old, said)
  const steps: Step[] = [setValue(node.id, ['data', source], next as unknown as Json | undefined)]
  if (old === undefined || old.from === to?.item.name) return {steps, said}
  if (Object.keys(manifest.data ?? {}).find(name => node.data?.[name] !== undefined) === source) steps.push(...fittingProps(choice, said))
  steps.push(...fittingEvents(choice, said))
  return {steps, said}
}

/** What a fresh binding begins with. */
export function firstBinding(from: string, {kind}: DataNeed, parameter: string | undefined): DataSource {
  if (kind === 'number') return {from, measure: 'count'}
  if (kind === 'record') return {from, id: parameter === undefined ? '' : {$: `params.${parameter}`}}
  return {from}
}

function carriedOver({to, parameter, types}: Choice, need: DataNeed, old: DataSource | undefined, said: string[]): DataSource {
  const {item, schema} = to!
  const fresh = firstBinding(item.name, need, parameter)
  if (old === undefined || old.from === item.name) return old ?? fresh
  const known = readable(schema)
  const keep = (values: readonly string[] | undefined, fits: (value: string) => boolean, words: string): readonly string[] | undefined => {
    const kept = values?.filter(fits)
    if (kept && kept.length < values!.length) said.push(words)
    return kept && kept.length > 0 ? kept : undefined
  }
  const sort = keep(old.sort, key => [...known, 'created_at', 'updated_at'].includes(key.replace(/^-/, '')), 'the order')
  const expand = keep(old.expand, name => known.includes(name) && linkOf(name, schema) !== undefined, 'what comes along')
  const fields = keep(old.fields, name => known.includes(name), 'its fields')
  const whereFits = old.where !== undefined && checkExpression(old.where, {...types, record: {record: schema}}).ok
  if (old.where !== undefined && !whereFits) said.push('the filter')
  const measureFits = old.field === undefined || known.includes(old.field) && isNumber(schema, old.field)
  if (!measureFits) said.push('the number')
  // A record that is named by its id is one of the schema before.
  const idFits = expressionText(old.id) !== undefined || old.id === undefined || old.id === ''
  if (!idFits) said.push('the record')
  return {
    ...fresh,
    ...(need.kind === 'record' && idFits && old.id !== undefined ? {id: old.id} : {}),
    ...(need.kind === 'number' && measureFits && old.measure !== undefined ? {measure: old.measure} : {}),
    ...(need.kind === 'number' && measureFits && old.field !== undefined ? {field: old.field} : {}),
    ...(whereFits ? {where: old.where!} : {}),
    ...(sort ? {sort} : {}), ...(expand ? {expand} : {}), ...(fields ? {fields} : {}),
    ...(old.limit === undefined ? {} : {limit: old.limit}),
  }
}

/** Columns and the like: names of properties, and expressions over the record. */
function fittingProps({node, manifest, to, types}: Choice, said: string[]): readonly Step[] {
  const known = to ? readable(to.schema) : []
  return Object.entries(node.props).flatMap(([name, value]): readonly Step[] => {
    const prop = manifest.props[name]
    const words = (prop?.title ?? name).toLowerCase()
    const editor = prop?.['x-editor']
    const names = Array.isArray(value) ? (value as readonly Json[]).filter(each => known.includes(String(each))) : []
    const fitting = editor === 'properties' && Array.isArray(value) ? names.length > 0 ? names : undefined
      : editor === 'property' ? known.includes(String(value)) ? value : undefined
      : fitsRecord(value, manifest, to?.schema, types) ? value : undefined
    if (fitting !== undefined && sameJson(fitting, value)) return []
    said.push(words)
    return [setValue(node.id, ['props', name], fitting)]
  })
}

/** An expression over the record that the schema cannot answer; others are no matter of the schema. */
function fitsRecord(value: Json, manifest: Manifest, schema: RecordSchema | undefined, types: ExpressionTypes): boolean {
  const text = expressionText(value)
  if (text === undefined || !/\brecord\b/.test(text) || !Object.values(manifest.data ?? {}).some(need => need.kind === 'record')) return true
  return schema !== undefined && checkExpression(text, {...types, record: {record: schema}}).ok
}

/** Links to where records of the schema before are shown, actions on such records, and expressions over one of them. */
function fittingEvents(choice: Choice, said: string[]): readonly Step[] {
  const {node, manifest} = choice
  return Object.entries(node.on ?? {}).flatMap(([event, actions]): readonly Step[] => {
    const next = actions.map(action => fittingAction(choice, manifest.events?.[event]?.per, action))
    if (next.every((action, index) => action === actions[index])) return []
    const left = next.filter(action => action !== undefined)
    const title = (manifest.events?.[event]?.title ?? event).toLowerCase()
    said.push(left.length < actions.length ? `what happens when “${title}”` : `where “${title}” leads`)
    return [setValue(node.id, ['on', event], left.length > 0 ? left as unknown as Json : undefined)]
  })
}

function fittingAction({source, to, before, paths, types}: Choice, per: string | undefined, action: Action): Action | undefined {
  const led = ledOver(action, before && recordPath(paths, before), to && recordPath(paths, to.item))
  if (led === undefined) return undefined
  const schema = led.schema !== undefined && led.schema === before?.name ? to?.item.name : led.schema
  // What is written into a record of one schema means nothing to another.
  if (schema !== led.schema && (schema === undefined || led.data !== undefined)) return undefined
  const next = schema === led.schema ? led : {...led, schema: schema!}
  if (per !== source) return next
  const row = {...types, event: 'any' as const, row: to ? {record: to.schema} : 'any' as const}
  const broken = Object.values(next).some(value => expressionsOf(value as Json).some(text => /\brow\b/.test(text) && (to === undefined || !checkExpression(text, row).ok)))
  return broken ? undefined : next
}

/** A link below `old` goes below `fresh`, or nowhere. */
function ledOver(action: Action, old: string | undefined, fresh: string | undefined): Action | undefined {
  const text = action.to === undefined ? undefined : expressionText(action.to) ?? action.to
  if (typeof text !== 'string' || old === undefined || old === fresh) return action
  const place = new RegExp(`(^|["'])${old.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?=$|["'/?#])`)
  if (!place.test(text)) return action
  if (fresh === undefined) return undefined
  const led = text.replace(place, (_, quote: string) => `${quote}${fresh}`)
  return {...action, to: expressionText(action.to) === undefined ? led : {$: led}}
}

function expressionsOf(value: Json): readonly string[] {
  const text = expressionText(value)
  if (text !== undefined) return [text]
  return typeof value === 'object' && value !== null ? Object.values(value as JsonObject).flatMap(expressionsOf) : []
}

export const isNumber = (schema: RecordSchema | undefined, property: string): boolean => ['number', 'integer'].some(type => [schema?.properties[property]?.type].flat().includes(type))
