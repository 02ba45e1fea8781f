/** Screens in a list, and what a check finds on one. */
import type {TypeOf} from '../type-of.ts'
import {acceptedStepsSchema} from './step.ts'

const text = {type: 'string'} as const

/** A screen's own data, as its record holds them, with its id. */
const screenProperties = {
  id: text, path: text, title: text, root_id: text,
  nav: {type: 'object'}, params: {type: 'object'}, roles: {type: 'array', items: text},
} as const

export const wireScreenSchema = {type: 'object', required: ['id', 'path', 'title', 'root_id'], properties: screenProperties} as const

export const screenItemSchema = {
  type: 'object',
  required: ['id', 'path', 'title', 'root_id', 'rev', 'draft', 'live', 'archived', 'paths'],
  properties: {
    ...screenProperties,
    rev: {type: 'integer', minimum: 1},
    draft: {type: 'string', description: 'The hash of its draft.'},
    live: {type: ['string', 'null'], description: 'The hash of what is live.'},
    archived: {type: 'boolean'},
    paths: {
      type: 'object', required: ['live', 'former'],
      properties: {live: {type: ['string', 'null'], description: 'Of the live page.'}, former: {type: 'array', items: text, description: 'Those it had earlier, whose addresses lead on.'}},
    },
  },
} as const

export const screenTreeSchema = {
  type: 'object',
  required: ['screen', 'hash', 'nodes', 'archived'],
  properties: {screen: wireScreenSchema, hash: text, nodes: {type: 'array', items: {type: 'object'}, description: 'In document order.'}, archived: {type: 'boolean'}},
} as const

export const stepsAnswerSchema = {
  type: 'object',
  required: ['hash', 'steps', 'seq'],
  properties: {hash: text, steps: acceptedStepsSchema, seq: {type: 'integer', minimum: 0}},
} as const

export const screenProblemSchema = {
  type: 'object',
  required: ['severity', 'code', 'node', 'pointer', 'message'],
  properties: {
    severity: {enum: ['error', 'warning'], description: 'Only errors stop a publish.'}, code: text, node: {type: 'string', description: 'Its id.'}, pointer: {type: 'string', description: 'Into the node.'}, message: text, hint: text,
  },
} as const
export type WireScreenProblem = TypeOf<typeof screenProblemSchema>
