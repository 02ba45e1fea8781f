/** Checks a node's sources of data against its snippet's manifest and the schemas. */
import {reason, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {expressionsIn} from '../expressions/resolve-expressions.ts'
import {toFilter} from '../expressions/to-filter.ts'
import type {ExpressionTypes} from '../expressions/types.ts'
import type {SnippetManifest} from '../manifest.ts'
import {nearestName} from '../nearest-name.ts'
import {sources} from '../steps/node-shape.ts'
import {Misshapen} from '../steps/shape.ts'
import type {DataSource} from '../ui-node.ts'
import {checkedExpression, type NodeContext} from './check-context.ts'
import {readableNames} from './names-in-scope.ts'
import type {Report, Way} from './node-problem.ts'

/** False where `node.data` is not even of the shape of sources; the parts of the checker that read it have nothing to read then. */
export function hasSourceShape({node, report}: NodeContext): boolean {
  if (node.data === undefined) return true
  try {
    sources(node.data, [])
    return true
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    report(reason('invalid-source', {why: error.reason}), ['data', ...error.pointer.split('/').slice(1)])
    return false
  }
}

export function checkData(context: NodeContext, manifest: SnippetManifest, types: ExpressionTypes): void {
  const {node, schemas, report} = context
  const needs = manifest.data ?? {}
  for (const [name, need] of Object.entries(needs)) {
    if (need.required && need.kind !== 'navigation' && node.data?.[name] === undefined) {
      report(reason('missing-source', {snippet: manifest.name, need: need.kind}), ['data', name], {hint: reason('hint-choose-schema')})
    }
  }
  for (const [name, source] of Object.entries(node.data ?? {})) {
    const at = ['data', name]
    const need = Object.hasOwn(needs, name) ? needs[name] : undefined
    if (!need || need.kind === 'navigation') {
      const known = Object.keys(needs).filter((each) => needs[each]?.kind !== 'navigation')
      const near = nearestName(name, known)
      report(need ? reason('navigation-bound') : reason('unknown-source', {owner: manifest.name, name, known}), at, {hint: near === undefined ? reason('hint-remove') : reason('hint-near', {near})})
      continue
    }
    const schema = schemas.get(source.from)
    if (schema) checkSource(source, schema, need.kind, at, types, report)
    else report(reason('unknown-schema', {name: source.from, near: nearestName(source.from, schemas.keys())}), [...at, 'from'])
  }
}

function checkSource(source: DataSource, schema: RecordSchema, kind: 'list' | 'record' | 'number', at: Way, types: ExpressionTypes, report: Report): void {
  const names = readableNames(schema)
  const known = (name: string, way: Way): boolean => {
    if (names.includes(name)) return true
    report(reason('unknown-property', {schema: source.from, name, near: nearestName(name, names)}), way)
    return false
  }
  listed(source.sort).forEach((key, index) => {
    const name = key.replace(/^-/, '')
    if (known(name, [...at, 'sort', index]) && isMany(schema.properties[name])) report(reason('not-sortable', {name}), [...at, 'sort', index])
  })
  listed(source.fields).forEach((name, index) => void known(name, [...at, 'fields', index]))
  listed(source.expand).forEach((name, index) => {
    if (known(name, [...at, 'expand', index]) && !isLink(name, schema.properties[name])) {
      const links = Object.keys(schema.properties).filter((each) => isLink(each, schema.properties[each]))
      report(reason('not-a-link', {owner: source.from, name, known: links}), [...at, 'expand', index])
    }
  })
  if (typeof source.limit === 'number' && (source.limit < 1 || source.limit > 200)) report(reason('limit-out-of-range', {got: source.limit}), [...at, 'limit'])
  if (source.where !== undefined) checkWhere(source.where, schema, [...at, 'where'], types, report)
  if (kind === 'number') checkMeasure(source, schema, at, known, report)
  for (const {pointer, text} of expressionsIn(source as unknown as {readonly [name: string]: string})) {
    checkedExpression(text, types, [...at, ...pointer.split('/').slice(1)], report)
  }
}

/** A leaf may be an expression: what it gives is seen when the page is made. */
const listed = (names: unknown): readonly string[] => (Array.isArray(names) ? (names as readonly unknown[]).filter((name) => typeof name === 'string') : [])

const isMany = (property: PropertySchema | undefined): boolean => [property?.type].flat().some((type) => type === 'array' || type === 'object')

const isLink = (name: string, property: PropertySchema | undefined): boolean => property !== undefined && (property['x-link'] !== undefined || name.endsWith('_id'))

function checkWhere(where: string, schema: RecordSchema, at: Way, types: ExpressionTypes, report: Report): void {
  if (checkedExpression(where, {...types, record: {record: schema}}, at, report, ['boolean']) === undefined) return
  // With nothing in the scope's objects every constant is null, which fits everywhere: what fails now would fail for any values.
  const nothing = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, typeof type === 'object' ? {} : null]))
  const filter = toFilter(where, schema, nothing)
  if (!filter.ok) report(reason('bad-filter', {why: {code: filter.code, params: filter.params}}), at)
}

function checkMeasure(source: DataSource, schema: RecordSchema, at: Way, known: (name: string, way: Way) => boolean, report: Report): void {
  const {measure = 'count', field} = source
  if (measure === 'count' || typeof measure !== 'string') return
  if (field === undefined) {
    report(reason('missing-measured', {measure}), [...at, 'field'])
    return
  }
  if (typeof field !== 'string' || !known(field, [...at, 'field'])) return
  const types = [schema.properties[field]?.type].flat()
  const isNumber = types.some((type) => type === 'number' || type === 'integer') || field === 'rev'
  if (!isNumber && (measure === 'sum' || measure === 'avg')) report(reason('measured-no-number', {measure, field}), [...at, 'field'])
}
