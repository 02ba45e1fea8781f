/** Checks a node's props against its snippet's manifest. */
import {reason, type Json} from '../../schemas/index.ts'
import type {ExpressionTypes} from '../expressions/types.ts'
import type {SnippetManifest, ValueSchema} from '../manifest.ts'
import {nearestName} from '../nearest-name.ts'
import type {NodeContext} from './check-context.ts'
import {checkValue} from './check-value.ts'
import {checkTarget} from './link-target.ts'
import {readableNames} from './names-in-scope.ts'
import type {Way} from './node-problem.ts'

export function checkProps(context: NodeContext, manifest: SnippetManifest, types: ExpressionTypes): void {
  const {node, report} = context
  for (const [name, value] of Object.entries(node.props)) {
    const schema = Object.hasOwn(manifest.props, name) ? manifest.props[name] : undefined
    if (schema) checkValue(value, schema, ['props', name], {types, report, literal: (written, described, at) => checkMeaning(written, described, at, context)})
    else {
      const near = nearestName(name, Object.keys(manifest.props))
      report(reason('unknown-prop', {owner: manifest.name, name, known: Object.keys(manifest.props)}), ['props', name], {hint: near === undefined ? reason('hint-remove') : reason('hint-near', {near})})
    }
  }
}

/** What a value stands for, by the editor that the inspector gives it. */
function checkMeaning(value: Json, schema: ValueSchema, at: Way, context: NodeContext): void {
  const editor = schema['x-editor']
  if (editor === 'path') checkTarget(value, at, context)
  else if (editor === 'schema') checkSchemaName(value, at, context)
  else if (editor === 'property') checkPropertyName(value, at, context)
  else if (editor === 'properties' && Array.isArray(value)) (value as readonly Json[]).forEach((name, index) => checkPropertyName(name, [...at, index], context))
}

function checkSchemaName(value: Json, at: Way, {schemas, report}: NodeContext): void {
  if (typeof value === 'string' && value !== '' && !schemas.has(value)) report(reason('unknown-schema', {name: value, near: nearestName(value, schemas.keys())}), at)
}

function checkPropertyName(value: Json, at: Way, {node, manifest, schemas, report}: NodeContext): void {
  const source = Object.keys(manifest?.data ?? {}).find((name) => node.data?.[name] !== undefined)
  const from = source === undefined ? undefined : node.data?.[source]?.from
  const schema = from === undefined ? undefined : schemas.get(from)
  if (!schema || typeof value !== 'string' || value === '') return
  const known = readableNames(schema)
  if (!known.includes(value)) report(reason('unknown-property', {schema: from!, name: value, near: nearestName(value, known)}), at)
}
