/** Records of every schema. The reference shows each of these once per schema, with that schema's own names and bodies. */
import type {TypeOf} from '../type-of.ts'
import {emptyObject, jsonBody} from './json-body.ts'
import {noBody, recordBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody, refusedRead} from './refusals.ts'
import {viaSchema} from './via.ts'

const text = {type: 'string'} as const
const time = {type: 'string', format: 'date-time'} as const
const schema = {schema: 'The name of the schema.'} as const
const one = {...schema, id: 'The id of the record.'} as const
const write = ['If-Match', 'If-None-Match', 'Idempotency-Key'] as const

/** A record around its data; which properties those are, its schema says. */
export const wireRecordSchema = {
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
    data: {type: 'object'},
    expanded: {type: 'object', description: 'Linked records by property, where `expand` asked for them and you may see them.'},
  },
} as const

/** Times are RFC 3339 UTC; ids are UUIDv7. */
export type WireRecord = Omit<TypeOf<typeof wireRecordSchema>, 'expanded'> & {readonly expanded?: {readonly [property: string]: WireRecord} | undefined}

/** For who may write but not read. */
export const receiptSchema = {type: 'object', required: ['id', 'schema', 'rev'], properties: {id: text, schema: text, rev: {type: 'integer', minimum: 1}}} as const

export const jsonPatchSchema = {
  type: 'array',
  items: {type: 'object', required: ['op', 'path'], properties: {op: {enum: ['add', 'remove', 'replace', 'move', 'copy', 'test']}, path: text, from: text, value: {}}},
} as const

const cursor = {type: ['string', 'null'], description: 'The cursor of the later (`next`) or earlier (`prev`) page; null where there is none. A page whose records have gone leads to those that are there.'} as const
const written = {schema: wireRecordSchema, headers: ['ETag']} as const
const fields = {type: 'array', description: 'Only these properties.'} as const
const expand = {type: 'array', description: 'Brings linked records along.'} as const

export const historyItemSchema = {
  type: 'object', required: ['seq', 'commit', 'at', 'by', 'via', 'op', 'rev', 'data'],
  properties: {
    seq: {type: 'integer'},
    commit: {type: 'integer', minimum: 1, description: 'The changes that were written together have the same.'},
    at: time,
    by: text,
    via: {anyOf: [...viaSchema.anyOf, {type: 'null'}], description: 'By which way it came: `ui`, `token:<id of a session>`, `cli:<id>`, …; null where that is not known of an old one.'},
    cause: {type: 'string', description: 'The event or the run that caused it.'},
    depth: {type: 'integer', minimum: 1, description: 'How many causes stand behind it.'},
    on_behalf_of: {type: 'string', description: 'The id of the person for whom `by` acted.'},
    op: text,
    rev: {type: 'integer'},
    note: text,
    data: {type: ['object', 'null']},
  },
} as const

export const recordOperations = {
  listRecords: {
    method: 'get', path: '/api/v1/records/{schema}', tag: 'Records', who: 'readonly', summary: 'List records', description: 'A page at a time, in the order asked for. Follow `next` for more.', params: schema,
    query: {
      filter: {type: 'string', maxLength: 2_000, description: 'An expression (CEL) over `record`: comparisons, `&&`, `||`, `!`, `in`, `contains`, `startsWith`, `endsWith`, `has`.'},
      q: {type: 'string', maxLength: 200, description: 'Full-text words; each must match, the last one as a beginning.'},
      sort: {
        type: 'array',
        description: 'Properties in order; `-` in front sorts descending. Text sorts by letters first, whatever their case and accents (`ähnlich`, `Äpfel`, `Zebra`, `zoo`), in every script, and by its first 200 characters; times by their instant. '
          + 'Nothing comes before everything. What ties is in the order of `id`.',
      },
      limit: {type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'How many at most.'},
      cursor: {type: 'string', description: 'The `next` or `prev` of a page with the same filter and sort.'},
      fields,
      expand,
      state: {enum: ['live', 'archived', 'all'], default: 'live', description: 'Which records.'},
      zone: {
        type: 'string', maxLength: 64, example: 'Europe/Helsinki',
        description: 'Whose days the filter means, as an IANA time zone: where `record.due_at <= "2026-01-31"` compares a time with a day, and which day is `today`. Default: your own zone, else UTC.',
      },
      count: {enum: ['exact'], description: '`exact` also counts all that match.'},
    },
    answers: {200: {description: 'A page.', schema: {
      type: 'object', required: ['items', 'next', 'prev'],
      properties: {items: {type: 'array', items: wireRecordSchema}, next: cursor, prev: cursor, total: {type: 'integer', description: 'With `count=exact`.'}},
    }}},
    refused: [...refusedRead, 'NotFound'],
  },
  createRecord: {
    method: 'post', path: '/api/v1/records/{schema}', tag: 'Records', who: 'readonly', summary: 'Create a record', params: schema, headers: ['Idempotency-Key'],
    body: jsonBody({type: 'object'}, recordBody),
    answers: {201: {description: 'Created.', schema: wireRecordSchema, headers: ['ETag', 'Location']}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'],
  },
  getRecord: {
    method: 'get', path: '/api/v1/records/{schema}/{id}', tag: 'Records', who: 'readonly', summary: 'Get a record', params: one, headers: ['If-None-Match', 'If-Match'],
    query: {fields, expand},
    answers: {200: {description: 'The record.', ...written}, 304: {description: 'You hold the newest revision.'}},
    refused: [...refusedRead, 'NotFound', 'Stale'],
  },
  replaceRecord: {
    method: 'put', path: '/api/v1/records/{schema}/{id}', tag: 'Records', who: 'readonly', summary: 'Replace a record', description: 'What is left out is taken out.', params: one, headers: write,
    body: jsonBody({type: 'object'}, recordBody),
    answers: {200: {description: 'Replaced.', ...written}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  changeRecord: {
    method: 'patch', path: '/api/v1/records/{schema}/{id}', tag: 'Records', who: 'readonly', summary: 'Change a record', params: one, headers: write,
    description: 'A merge patch (RFC 7396: null takes a property out) or a JSON Patch (RFC 6902) on its data.',
    body: {content: {'application/merge-patch+json': {schema: {type: 'object'}}, 'application/json': {schema: {type: 'object'}}, 'application/json-patch+json': {schema: jsonPatchSchema}}, limits: recordBody},
    answers: {200: {description: 'Changed.', ...written}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  archiveRecord: {
    method: 'delete', path: '/api/v1/records/{schema}/{id}', tag: 'Records', who: 'readonly', summary: 'Archive a record', description: 'It leaves the lists and can be restored.', params: one, headers: write,
    answers: {200: {description: 'Archived.', ...written}},
    refused: [...refusedRead, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  restoreRecord: {
    method: 'post', path: '/api/v1/records/{schema}/{id}/restore', tag: 'Records', who: 'readonly', summary: 'Restore a record', params: one, headers: write,
    body: {...jsonBody(emptyObject, noBody), optional: true},
    answers: {200: {description: 'Live again.', ...written}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  purgeRecord: {
    method: 'post', path: '/api/v1/records/{schema}/{id}/purge', tag: 'Records', who: 'readonly', summary: 'Purge a record', params: one, headers: write,
    description: 'For good: out of its history too. Refused while other records link to it.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['confirm'], properties: {confirm: {type: 'string', description: 'The id again.'}}}, noBody),
    answers: {204: {description: 'Gone.'}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  listHistory: {
    method: 'get', path: '/api/v1/records/{schema}/{id}/history', tag: 'Records', who: 'readonly', summary: 'History of a record', description: 'Newest first.', params: one,
    query: {
      limit: {type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'How many at most.'},
      before: {type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Only what happened before this `seq`: the `next` of the page before.'},
    },
    answers: {200: {description: 'Its changes.', schema: {type: 'object', required: ['items', 'next'], properties: {items: {type: 'array', items: historyItemSchema}, next: {type: ['integer', 'null']}}}}},
    refused: [...refusedRead, 'NotFound'],
  },
} as const satisfies Operations
