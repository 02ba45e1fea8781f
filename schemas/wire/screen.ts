/** Screens in a list, and what a check finds on one. */
import type {JsonObject} from '../json.ts'
import type {TypeOf} from '../type-of.ts'
import {emptyObject, itemsOf, jsonBody} from './json-body.ts'
import {noBody, smallBody, stepsBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody, refusedRead} from './refusals.ts'
import {wireRolledBackSchema} from './release.ts'
import {acceptedStepsSchema, sampleStep, wireStepsSchema} from './step.ts'

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

export type WireScreenItem = TypeOf<typeof screenItemSchema>

export const screenTreeSchema = {
  type: 'object',
  required: ['screen', 'hash', 'nodes', 'archived'],
  properties: {screen: wireScreenSchema, hash: text, nodes: {type: 'array', items: {type: 'object'}, description: 'In document order.'}, archived: {type: 'boolean'}},
} as const

/** `S`: a screen, `N`: a node; their types stand above this folder. */
export type WireScreenTree<S = JsonObject, N = JsonObject> = Omit<TypeOf<typeof screenTreeSchema>, 'screen' | 'nodes'> & {readonly screen: S; readonly nodes: readonly N[]}

export const stepsAnswerSchema = {
  type: 'object',
  required: ['hash', 'steps', 'seq'],
  properties: {hash: text, steps: acceptedStepsSchema, seq: {type: 'integer', minimum: 0}},
} as const

export type WireStepsAnswer<S = JsonObject> = Omit<TypeOf<typeof stepsAnswerSchema>, 'steps'> & {readonly steps: readonly S[]}

export const screenProblemSchema = {
  type: 'object',
  required: ['severity', 'code', 'params', 'node', 'pointer', 'message'],
  properties: {
    severity: {enum: ['error', 'warning'], description: 'Only errors stop a publish.'}, code: text,
    params: {type: 'object', description: 'What the code speaks of.'},
    node: {type: 'string', description: 'Its id.'}, pointer: {type: 'string', description: 'Into the node.'}, message: text, hint: text,
  },
} as const
export type WireScreenProblem = TypeOf<typeof screenProblemSchema>

const id = {id: 'The id of the screen.'} as const
const at = {type: 'string', default: 'draft', description: '`draft`, `live`, or the id of a release.'} as const

export const screenOperations = {
  listScreens: {
    method: 'get', path: '/api/v1/screens', tag: 'Screens', who: 'manager', summary: 'List screens',
    query: {state: {enum: ['live', 'archived', 'all'], default: 'live', description: '`live`: not archived; `archived`: those that can be restored; or `all`.'}},
    answers: {200: {description: 'The screens. `paths.live`: the path of the live page; `paths.former`: those it had earlier, whose addresses lead on to there (307).', schema: itemsOf(screenItemSchema)}},
    refused: refusedRead,
  },
  getScreen: {
    method: 'get', path: '/api/v1/screens/{id}', tag: 'Screens', who: 'manager', summary: 'Get a screen', params: id, query: {at},
    answers: {200: {description: 'The screen and its nodes in document order.', schema: screenTreeSchema}},
    refused: [...refusedRead, 'NotFound'],
  },
  editScreen: {
    method: 'post', path: '/api/v1/screens/{id}/steps', tag: 'Screens', who: 'admin', summary: 'Edit a draft', params: id,
    description: 'Steps that were made on an older draft (`base`) are carried over to the newest one.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['steps'], properties: {base: {type: 'string', description: 'The hash that the steps were made on.'}, steps: wireStepsSchema}}, stepsBody, {base: '9f2c…', steps: [sampleStep]}),
    answers: {200: {description: 'The steps as accepted, and the new hash.', schema: stepsAnswerSchema}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'],
  },
  checkScreen: {
    method: 'post', path: '/api/v1/screens/{id}/check', tag: 'Screens', who: 'manager', summary: 'Check a draft', description: 'Everything that would stop a publish, node by node.', params: id,
    body: {...jsonBody(emptyObject, noBody), optional: true},
    answers: {200: {description: 'The problems; errors stop a publish, warnings do not.', schema: {type: 'object', required: ['problems'], properties: {problems: {type: 'array', items: screenProblemSchema}}}}},
    refused: [...refusedBody, 'NotFound'],
  },
  restoreScreen: {
    method: 'post', path: '/api/v1/screens/{id}/restore', tag: 'Screens', who: 'admin', summary: 'Restore an archived screen', params: id,
    description: 'At another path where its own is taken by now. Visitors see it after the next publish.',
    body: {...jsonBody({type: 'object', additionalProperties: false, properties: {path: text}}, smallBody, {path: '/orders-of-old'}), optional: true},
    answers: {200: {description: 'The screen, as in the list.', schema: screenItemSchema}},
    refused: [...refusedBody, 'NotFound', 'Conflict'],
  },
  listRolledBack: {
    method: 'get', path: '/api/v1/screens/{id}/rolled-back', tag: 'Screens', who: 'manager', summary: 'List rolled back hot patches that stand in the draft', params: id,
    description: 'A publish of the screen is refused until it says whether they come back, or `takeBack` was applied to its draft.',
    answers: {200: {description: 'The hot patches, newest first.', schema: itemsOf(wireRolledBackSchema)}},
    refused: [...refusedRead, 'NotFound'],
  },
  listSnippets: {
    method: 'get', path: '/api/v1/snippets', tag: 'Screens', who: 'manager', summary: 'List snippets', description: 'What can stand on a screen: the manifests.',
    answers: {200: {description: 'The manifests.', schema: itemsOf({type: 'object'})}},
    refused: refusedRead,
  },
} as const satisfies Operations
