/** What many operations share: problems, headers, the frame of a record. */
import type {Parameter, Reference, ResponseObject, SchemaObject} from './document.ts'

const text: SchemaObject = {type: 'string'}
const time: SchemaObject = {type: 'string', format: 'date-time'}

export const problemSchema: SchemaObject = {
  title: 'Problem',
  description: 'RFC 9457. `code` is stable; `errors` points into what was sent, by JSON Pointer or `?parameter`.',
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
  properties: {
    type: text,
    title: text,
    status: {type: 'integer'},
    code: text,
    detail: {type: 'string', description: 'What was expected, what came, and what to do.'},
    errors: {type: 'array', items: {type: 'object', required: ['pointer', 'message'], properties: {pointer: text, message: text}}},
    request_id: text,
  },
}

/** A record as it goes over the wire, around the schema of its data. */
export function recordSchema(title: string, data: SchemaObject): SchemaObject {
  return {
    title,
    type: 'object',
    required: ['id', 'schema', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by', 'data'],
    properties: {
      id: {type: 'string', description: 'UUIDv7.'},
      schema: text,
      rev: {type: 'integer', minimum: 1, description: 'Counts the changes; also the ETag.'},
      state: {enum: ['live', 'archived']},
      created_at: time,
      created_by: text,
      updated_at: time,
      updated_by: text,
      data,
      expanded: {type: 'object', description: 'Linked records by property, where `expand` asked for them and you may see them.'},
    },
  }
}

/** For who may write but not read. */
export const receiptSchema: SchemaObject = {type: 'object', required: ['id', 'schema', 'rev'], properties: {id: text, schema: text, rev: {type: 'integer', minimum: 1}}}

const problems = {
  BadRequest: 'The request is not valid: an unknown field or parameter, a wrong type, malformed JSON.',
  Unauthenticated: 'Nobody is signed in, or the session has ended.',
  Forbidden: 'Your role does not allow it, or another site made the request.',
  NotFound: 'It is not there, or you may not see it.',
  Conflict: 'It contradicts what is stored: a broken link, a value that must be unique, a record in another state.',
  Stale: 'The record is at another revision than If-Match says.',
  TooLarge: 'The body is larger than 1 MiB after decompression.',
  WrongType: 'The body has a type that is not read here.',
  Unprocessable: 'It is well formed and cannot be done: a used idempotency key, problems that stop a publish.',
  TooMany: 'Too many attempts; Retry-After says how long to wait.',
  Failed: 'The server, or what it stores on, failed; nothing was written. `code` says whether it is the disk.',
} as const

export type ProblemName = keyof typeof problems

const statusOf: Readonly<Record<ProblemName, string>> = {
  BadRequest: '400', Unauthenticated: '401', Forbidden: '403', NotFound: '404', Conflict: '409', Stale: '412', TooLarge: '413', WrongType: '415', Unprocessable: '422', TooMany: '429', Failed: '5XX',
}

export const problemResponses: Readonly<Record<string, ResponseObject>> = Object.fromEntries(Object.entries(problems).map(([name, description]) => [
  name, {description, content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}}},
]))

export function refused(...names: readonly ProblemName[]): {readonly [status: string]: Reference} {
  return Object.fromEntries([...names, 'Failed' as const].map(name => [statusOf[name], {$ref: `#/components/responses/${name}`}]))
}

/** What any call with a body may be answered. */
export const refusedBody: readonly ProblemName[] = ['BadRequest', 'Unauthenticated', 'Forbidden', 'TooLarge', 'WrongType']

export const etagHeader = {ETag: {description: 'The revision in quotes, for If-Match and If-None-Match.', schema: text}}

export const ifMatchParameter: Parameter = {name: 'If-Match', in: 'header', description: 'The revision you have seen, in quotes. Refused with 412 when the record has moved on.', schema: text, example: '"3"'}
export const ifNoneMatchParameter: Parameter = {name: 'If-None-Match', in: 'header', description: 'The revision you hold, in quotes. Answered 304 without a body when it is still the newest.', schema: text, example: '"3"'}
export const idempotencyParameter: Parameter = {name: 'Idempotency-Key', in: 'header', description: 'Your name for this write, kept for 24 hours: sent again, it is not done again and answers the same.', schema: {type: 'string', maxLength: 200}, example: '6f1c2f0e-import-17'}

export function pathParameter(name: string, description: string): Parameter {
  return {name, in: 'path', required: true, description, schema: text}
}
