/** Steps on a tree, as they are sent and answered. What each kind needs is checked by `parseSteps` of `ast`. */
import type {TypeOf} from '../type-of.ts'

export const wireStepSchema = {
  type: 'object',
  required: ['type'],
  description: 'insert {nodes}, remove {id}, move {id, to}, or set {id, path, value}.',
  properties: {
    type: {enum: ['insert', 'remove', 'move', 'set']},
    id: {type: 'string'},
    nodes: {type: 'array', items: {type: 'object'}},
    path: {type: 'array', items: {type: ['string', 'integer']}},
    value: {},
    was: {},
    wasAbsent: {const: true},
    to: {type: 'object', required: ['parent_id', 'slot', 'order'], properties: {parent_id: {type: ['string', 'null']}, slot: {type: 'string'}, order: {type: 'string'}}},
  },
} as const

export type WireStep = TypeOf<typeof wireStepSchema>

/** Of one call. */
export const mostWireSteps = 500

export const wireStepsSchema = {type: 'array', maxItems: mostWireSteps, items: wireStepSchema} as const
/** As accepted: one insert may have become several steps. */
export const acceptedStepsSchema = {type: 'array', items: wireStepSchema} as const

export const sampleStep = {type: 'set', id: '0190…', path: ['props', 'title'], value: 'Customers'} as const
