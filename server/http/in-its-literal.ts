/** `inItsLiteral`: a refusal with what a literal of ours says more than a record's schema: which names there are, and that a member cannot be left out. */
import {nearestName} from '../../ast/index.ts'
import {refusal, type Refusal, type WireSchema} from '../../schemas/index.ts'

export function inItsLiteral(error: Refusal, literal: WireSchema): Refusal {
  if (error.code !== 'unknown-field' && error.code !== 'null-not-taken') return error
  const tokens = error.pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  const name = tokens.pop() ?? ''
  const {properties = {}, required = []} = tokens.reduce(schemaIn, literal) as {readonly properties?: object; readonly required?: readonly string[]}
  const known = Object.keys(properties)
  if (error.code === 'null-not-taken') return required.includes(name) ? refusal('not-of-type', error.pointer, {types: error.params['types'] as readonly string[], got: {json: 'null'}}) : error
  const near = nearestName(name, known)
  return refusal('unknown-field', error.pointer, near === undefined ? {known} : {near})
}

function schemaIn(schema: WireSchema, token: string): WireSchema {
  const {items, properties} = schema as {readonly items?: WireSchema; readonly properties?: {readonly [name: string]: WireSchema}}
  if (properties !== undefined && Object.hasOwn(properties, token)) return properties[token]!
  return items ?? {}
}
