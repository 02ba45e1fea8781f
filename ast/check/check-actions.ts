/** Checks what a node's events do. */
import {reason, type Json, type RecordSchema} from '../../schemas/index.ts'
import {expressionsIn, expressionText} from '../expressions/resolve-expressions.ts'
import type {ExpressionTypes, Kind} from '../expressions/types.ts'
import type {SnippetManifest, ValueSchema} from '../manifest.ts'
import {nearestName} from '../nearest-name.ts'
import {isPlainObject} from '../plain-object.ts'
import {handlers} from '../steps/node-shape.ts'
import {Misshapen} from '../steps/shape.ts'
import type {Action} from '../ui-node.ts'
import {checkedExpression, quote, type NodeContext} from './check-context.ts'
import {checkValue} from './check-value.ts'
import {checkComputedTarget, checkTarget} from './link-target.ts'
import {recordOf} from './names-in-scope.ts'
import type {Way} from './node-problem.ts'

/** `types`: as for the node's props. */
export function checkActions(context: NodeContext, manifest: SnippetManifest, types: ExpressionTypes): void {
  const {node, schemas, report} = context
  if (node.on === undefined || !hasActionShape(context)) return
  const events = manifest.events ?? {}
  for (const [event, actions] of Object.entries(node.on)) {
    const spec = Object.hasOwn(events, event) ? events[event] : undefined
    if (!spec) {
      const near = nearestName(event, Object.keys(events))
      report(reason('unknown-event', {owner: manifest.name, name: event, known: Object.keys(events)}), ['on', event], {hint: near === undefined ? reason('hint-remove') : reason('hint-near', {near})})
      continue
    }
    const row = spec.per === undefined ? {} : {row: recordOf(node.data?.[spec.per]?.from, schemas)}
    actions.forEach((action, index) => {
      const doing: Doing = {action, at: ['on', event, index], types: {...types, event: 'any', ...row}, context}
      checks[action.do](doing)
    })
  }
}

function hasActionShape({node, report}: NodeContext): boolean {
  try {
    handlers(node.on, [])
    return true
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    report(reason('invalid-action', {why: error.reason}), ['on', ...error.pointer.split('/').slice(1)])
    return false
  }
}

interface Doing {readonly action: Action; readonly at: Way; readonly types: ExpressionTypes; readonly context: NodeContext}

const checks: {readonly [K in Action['do']]: (doing: Doing) => void} = {
  navigate: checkWay,
  open: checkWay,
  create: (doing) => {
    const schema = schemaOf(doing)
    if (schema) checkRecordData(doing, schema)
  },
  update: (doing) => {
    const schema = schemaOf(doing)
    checkMember(doing, 'id', ['text'])
    if (schema) checkRecordData(doing, schema)
  },
  archive: (doing) => {
    schemaOf(doing)
    checkMember(doing, 'id', ['text'])
  },
  set: (doing) => {
    if (doing.action.param === undefined) missing(doing, 'param', 'param')
    if (doing.action.value !== undefined) checkMember(doing, 'value', ['text', 'number', 'boolean'])
  },
  refresh: () => undefined,
  notify: (doing) => checkMember(doing, 'text', ['text', 'number', 'boolean']),
  macro: ({action, at, context: {report}}) => report(reason('unknown-macro', {name: quote(action.name ?? '')}), [...at, 'name'], {severity: 'warning'}),
}

function missing({at, context: {report}, action}: Doing, member: string, expected: 'param' | 'schema' | 'value'): void {
  report(reason('missing-member', {action: action.do, expected}), [...at, member])
}

function checkMember(doing: Doing, member: 'to' | 'id' | 'value' | 'text', kinds: readonly Kind[]): void {
  const {action, at, types, context: {report}} = doing
  const value = action[member]
  if (value === undefined || value === '') return missing(doing, member, 'value')
  const text = expressionText(value)
  if (text !== undefined) checkedExpression(text, types, [...at, member], report, kinds)
  else if (typeof value === 'object') report(reason('not-text-nor-expression', {got: quote(value)}), [...at, member])
}

function checkWay(doing: Doing): void {
  const {action: {to}, at, context} = doing
  checkMember(doing, 'to', ['text'])
  if (to === undefined) return
  const text = expressionText(to)
  if (text === undefined) checkTarget(to, [...at, 'to'], context)
  else checkComputedTarget(text, [...at, 'to'], context)
}

function schemaOf(doing: Doing): RecordSchema | undefined {
  const {action: {schema}, at, context: {schemas, report}} = doing
  if (schema === undefined) {
    missing(doing, 'schema', 'schema')
    return undefined
  }
  const known = schemas.get(schema)
  if (!known) report(reason('unknown-schema', {name: schema, near: nearestName(schema, schemas.keys())}), [...at, 'schema'])
  return known
}

function checkRecordData({action, at, types, context: {report}}: Doing, schema: RecordSchema): void {
  const {data} = action
  if (data === undefined) return
  const way = [...at, 'data']
  const text = expressionText(data)
  if (text !== undefined) {
    checkedExpression(text, types, way, report, ['object'])
    return
  }
  if (!isPlainObject(data)) {
    report(reason('not-properties', {got: quote(data)}), way)
    return
  }
  // A password can be written, though never read.
  const writable = Object.keys(schema.properties).filter((name) => schema.properties[name]?.['x-server'] !== true)
  for (const [name, value] of Object.entries(data)) {
    if (!writable.includes(name)) report(reason('not-writable', {schema: action.schema!, name, near: nearestName(name, writable)}), [...way, name])
    else if (value === null) continue
    else if (expressionsIn(value).length > 0 || !isPlainObject(value)) checkValue(value as Json, schema.properties[name] as ValueSchema, [...way, name], {types, report})
  }
}
