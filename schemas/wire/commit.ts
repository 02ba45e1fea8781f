/** `POST /api/v1/commit`: many changes in one transaction. What is sent, and what is answered. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'
import {jsonBody} from './json-body.ts'
import {recordBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody} from './refusals.ts'
import {wireErrorSchema} from './refusal.ts'

/** Of one commit. */
export const mostWireChanges = 1_000

export const wireChangeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['op', 'schema'],
  properties: {
    op: {enum: ['create', 'update', 'replace', 'archive', 'restore'], description: '`update` is a merge patch (RFC 7396): null takes a property out.'},
    schema: {type: 'string', maxLength: 200, description: 'The name of a schema.'},
    id: {type: 'string', maxLength: 200, description: 'The record; of a new one, a UUID of your own choosing, so that other changes may link to it.'},
    rev: {type: 'integer', minimum: 1, description: 'The revision you have seen, as If-Match.'},
    data: {type: 'object', description: 'For `create`, `update` and `replace`.'},
  },
} as const

export const wireExpectationSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'id'],
  properties: {
    schema: {type: 'string', maxLength: 200},
    id: {type: 'string', maxLength: 200},
    rev: {type: 'integer', minimum: 1, description: 'It is at this revision.'},
    exists: {type: 'boolean', default: true, description: 'Whether there is such a record, archived or not.'},
  },
} as const

export const commitBodySchema = {
  title: 'Commit',
  type: 'object',
  additionalProperties: false,
  required: ['changes'],
  properties: {
    changes: {type: 'array', minItems: 1, maxItems: mostWireChanges, items: wireChangeSchema},
    expectations: {type: 'array', maxItems: 100, items: wireExpectationSchema, description: 'What must hold of other records; else nothing is written (412).'},
    mode: {enum: ['all', 'each'], default: 'all', description: '`all`: every change or none. `each`: those that can be; the others are named in `refused`.'},
    run: {type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', description: 'A name of your own for what these changes are part of: several commits of one run can be taken back together. Their events have the cause `run:<your id>/<name>`.'},
    answer: {enum: ['records', 'counts'], default: 'records', description: '`counts` leaves out `records`.'},
  },
} as const satisfies RecordSchema

const count = {type: 'integer', minimum: 0} as const
const text = {type: 'string'} as const

export const wireRefusalSchema = {
  type: 'object',
  required: ['index', 'status', 'code', 'params', 'title', 'detail', 'errors'],
  properties: {
    index: {type: 'integer', minimum: 0, description: 'Of the change, from 0.'},
    status: {type: 'integer', description: 'What the change would have been answered by itself.'},
    code: text, title: text, detail: text,
    params: {type: 'object', description: 'What the detail is made of, with the code and the errors.'},
    errors: {type: 'array', items: wireErrorSchema},
  },
} as const

export const commitAnswerSchema = {
  type: 'object',
  required: ['seq', 'counts', 'refused'],
  properties: {
    seq: {type: 'integer', minimum: 0, description: 'The last event of the commit.'},
    counts: {type: 'object', required: ['created', 'updated', 'unchanged', 'archived', 'restored', 'refused'], properties: {created: count, updated: count, unchanged: count, archived: count, restored: count, refused: count}},
    refused: {type: 'array', items: wireRefusalSchema, description: 'Empty with the mode `all`.'},
    records: {type: 'array', items: {type: ['object', 'null']}, description: 'In the order of the changes; null where one was refused. Who may not read the records gets their ids and revisions.'},
  },
} as const

export type WireChange = TypeOf<typeof wireChangeSchema>
export type WireExpectation = TypeOf<typeof wireExpectationSchema>
export type WireRefusal = TypeOf<typeof wireRefusalSchema>
export type CommitCounts = TypeOf<typeof commitAnswerSchema>['counts']

const sample = '5f0c7d1e-6a1b-4c52-9a3e-0c1f0e8a7b6d'

export const commitOperations = {
  commit: {
    method: 'post', path: '/api/v1/commit', tag: 'Records', who: 'readonly', summary: 'Write many records at once', headers: ['Idempotency-Key'],
    description: 'Up to 1,000 changes of any schemas in one transaction, each with the rights and checks of the call for one record. Refusals name their change.',
    body: jsonBody(commitBodySchema, recordBody, {
      changes: [{op: 'create', schema: 'company', id: sample, data: {name: 'Fir & Sons'}}, {op: 'create', schema: 'contact', data: {last_name: 'Fir', company_id: sample}}], mode: 'all',
    }),
    answers: {200: {description: 'What became of each.', schema: commitAnswerSchema}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
} as const satisfies Operations
