/** `POST /api/v1/events/take-back`: what is sent, and what is answered. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'
import {jsonBody} from './json-body.ts'
import {smallBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody} from './refusals.ts'

/** Of what is told of in one answer: records that were taken back, and what was left. */
export const mostToldOf = 1_000

export const takeBackBodySchema = {
  title: 'Take back',
  type: 'object',
  additionalProperties: false,
  properties: {
    commit: {type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'The number of a commit, as the history of a record says it.'},
    cause: {type: 'string', minLength: 1, maxLength: 400, description: 'All commits with this cause, such as those of a run.'},
    dry_run: {type: 'boolean', default: false, description: 'Answers what would be done, and does nothing.'},
    rest: {type: 'boolean', default: false, description: 'What cannot be taken back is left, and the rest is taken back. Else nothing is (409).'},
  },
} as const satisfies RecordSchema

const text = {type: 'string'} as const
const record = {schema: text, id: text} as const

export const takenBackSchema = {type: 'object', required: ['schema', 'id', 'deed'], properties: {...record, deed: {enum: ['updated', 'archived', 'restored'], description: 'What taking back does to the record.'}}} as const

export const leftSchema = {
  type: 'object',
  required: ['schema', 'id', 'stays', 'pointer', 'code', 'params', 'message'],
  properties: {
    ...record,
    stays: {enum: ['record', 'state', 'property'], description: 'What is left as it is: all of the record, whether it is archived, or one property.'},
    pointer: {type: 'string', description: 'Into the data of the record; empty where it is about the record.'},
    code: text,
    params: {type: 'object', description: 'What the message speaks of: with the code, all that it is made of.'},
    message: text,
  },
} as const

const more = {type: 'integer', minimum: 0} as const

export const takeBackAnswerSchema = {
  type: 'object',
  required: ['commit', 'seq', 'taken', 'left', 'more'],
  properties: {
    commit: {type: ['integer', 'null'], description: 'The commit that took back, to be taken back itself by this number; null where nothing was written.'},
    seq: {type: 'integer', minimum: 0, description: 'The last event.'},
    taken: {type: 'array', maxItems: mostToldOf, items: takenBackSchema},
    left: {type: 'array', maxItems: mostToldOf, items: leftSchema},
    more: {type: 'object', required: ['taken', 'left'], properties: {taken: more, left: more}, description: 'How many there are beyond those that are named.'},
  },
} as const

export type TakeBackBody = TypeOf<typeof takeBackBodySchema>
export type TakenBack = TypeOf<typeof takenBackSchema>
export type Left = TypeOf<typeof leftSchema>
export type TakeBackAnswer = TypeOf<typeof takeBackAnswerSchema>

export const eventOperations = {
  takeBack: {
    method: 'post', path: '/api/v1/events/take-back', tag: 'Records', who: 'readonly', summary: 'Take back a commit or a run', headers: ['Idempotency-Key'],
    description: 'Restores exactly what a commit did, or all commits with one cause, as if you did it by hand: with your rights, in one commit. What was made is archived. Later changes of other properties stay. '
      + 'What others changed again, what may not be changed by you, what was purged cannot be taken back: it is named in `left`. A take-back is a commit, and can be taken back.',
    body: jsonBody(takeBackBodySchema, smallBody, {commit: 4711, dry_run: true}),
    answers: {200: {description: 'What was taken back, and what was left.', schema: takeBackAnswerSchema}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'],
  },
} as const satisfies Operations
