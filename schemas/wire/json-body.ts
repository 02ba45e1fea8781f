/** Small pieces of operations' literals. */
import type {BodyLimits} from './limits.ts'

export function jsonBody<const S, const L extends BodyLimits>(schema: S, limits: L, example?: unknown): {readonly content: {readonly 'application/json': {readonly schema: S; readonly example?: unknown}}; readonly limits: L} {
  return {content: {'application/json': {schema, ...(example !== undefined && {example})}}, limits}
}

/** Of what is listed, all at once. */
export function itemsOf<const S>(items: S): {readonly type: 'object'; readonly required: readonly ['items']; readonly properties: {readonly items: {readonly type: 'array'; readonly items: S}}} {
  return {type: 'object', required: ['items'], properties: {items: {type: 'array', items}}}
}

export const emptyObject = {type: 'object', additionalProperties: false, properties: {}} as const
