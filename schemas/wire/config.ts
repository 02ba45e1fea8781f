/** Config items: drafts of every kind under one contract, and what is in force for who asks. */
import type {TypeOf} from '../type-of.ts'
import {jsonBody} from './json-body.ts'
import {recordBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {wireErrorSchema} from './refusal.ts'
import {refusedBody, refusedRead} from './refusals.ts'

const text = {type: 'string'} as const
const item = {
  kind: 'The name of the kind, as `GET /api/v1/config` lists it.',
  key: 'The key of the item: letters, digits, dots, hyphens and underscores.',
} as const
const hash = {type: ['string', 'null'], description: 'Of the document; null where there is none.'} as const
const document = {type: ['object', 'null'], description: 'null: the item goes with the next publish.'} as const
const write = ['If-Match', 'If-None-Match'] as const

const standing = {
  kind: text, key: text,
  rev: {type: 'integer', minimum: 1, description: 'Counts the changes of the draft; also the ETag.'},
  draft: {
    ...hash,
    description: 'The hash of what the next publish brings; null: nothing. The same as `live` where the draft says nothing of its own.',
  },
  live: {...hash, description: 'The hash of what is live; null where nothing is.'},
} as const

export const wireConfigEntrySchema = {type: 'object', required: ['kind', 'key', 'rev', 'draft', 'live'], properties: standing} as const
export type WireConfigEntry = TypeOf<typeof wireConfigEntrySchema>

export const wireConfigDraftSchema = {
  type: 'object', required: ['kind', 'key', 'rev', 'draft', 'live', 'document'],
  properties: {...standing, document: {...document, description: 'As the next publish brings it; null: it goes, or never was.'}},
} as const
export type WireConfigDraft = TypeOf<typeof wireConfigDraftSchema>

export const wireConfigListSchema = {
  type: 'object', required: ['kinds', 'items'],
  properties: {
    kinds: {
      type: 'array',
      items: {
        type: 'object', required: ['kind', 'title', 'schema'],
        properties: {kind: text, title: text, schema: {type: 'object', description: 'The JSON Schema of its documents.'}},
      },
    },
    items: {type: 'array', items: wireConfigEntrySchema},
  },
} as const

export const wireRuntimeConfigSchema = {
  type: 'object', required: ['release', 'items'],
  properties: {
    release: {
      type: ['object', 'null'], description: 'What is live; null before the first publish.', required: ['id', 'number', 'hash'],
      properties: {id: text, number: {type: 'integer', minimum: 1}, hash: {type: 'string', description: 'Of all that the release holds.'}},
    },
    items: {
      type: 'object', description: 'By kind, then by key: the documents.',
      additionalProperties: {type: 'object', additionalProperties: {type: 'object'}},
    },
  },
} as const

const written = {schema: wireConfigDraftSchema, headers: ['ETag']} as const
const sample = {document: {accent: 'teal'}} as const

export const configOperations = {
  listConfig: {
    method: 'get', path: '/api/v1/config', tag: 'Config', who: 'manager', summary: 'List config items',
    description: 'The kinds that you may edit, and where each of their items stands.',
    answers: {200: {description: 'Kinds and items.', schema: wireConfigListSchema}},
    refused: refusedRead,
  },
  getConfigDraft: {
    method: 'get', path: '/api/v1/config/{kind}/{key}/draft', tag: 'Config', who: 'manager', summary: 'Get the draft of a config item',
    params: item, headers: ['If-None-Match', 'If-Match'],
    answers: {200: {description: 'The draft.', ...written}, 304: {description: 'You hold the newest revision.'}},
    refused: [...refusedRead, 'NotFound', 'Stale'],
  },
  putConfigDraft: {
    method: 'put', path: '/api/v1/config/{kind}/{key}/draft', tag: 'Config', who: 'manager', summary: 'Write the draft of a config item',
    params: item, headers: write,
    description: 'Takes whatever the document holds: `validate` says what would stop it, and a publish stops for it. '
      + 'Without a document (null), the next publish takes the item away.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['document'], properties: {document}}, recordBody, sample),
    answers: {200: {description: 'Written.', ...written}, 201: {description: 'A new item, live with the next publish.', ...written}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale'],
  },
  discardConfigDraft: {
    method: 'delete', path: '/api/v1/config/{kind}/{key}/draft', tag: 'Config', who: 'manager',
    summary: 'Discard the draft of a config item',
    params: item, headers: write,
    description: 'The draft says nothing of its own any more: it is what is live, now and after each publish and rollback.',
    answers: {200: {description: 'Discarded.', ...written}},
    refused: [...refusedRead, 'NotFound', 'Conflict', 'Stale'],
  },
  validateConfig: {
    method: 'post', path: '/api/v1/config/{kind}/{key}/validate', tag: 'Config', who: 'manager', summary: 'Validate a config item',
    params: item,
    description: 'What would stop a publish of this document, or of the draft where none is sent. Changes nothing.',
    body: {
      ...jsonBody({type: 'object', additionalProperties: false, properties: {document: {type: 'object'}}}, recordBody, sample),
      optional: true,
    },
    answers: {200: {
      description: 'The problems; none: it can be published.',
      schema: {type: 'object', required: ['problems'], properties: {problems: {type: 'array', items: wireErrorSchema}}},
    }},
    refused: [...refusedBody, 'NotFound'],
  },
  getRuntimeConfig: {
    method: 'get', path: '/api/v1/runtime/config', tag: 'Config', who: 'readonly', summary: 'What is in force for you',
    headers: ['If-None-Match', 'If-Match'],
    description: 'The config items of the live release that you may see. The ETag is of the release and of what you see of it: '
      + 'keep the answer, and ask with If-None-Match.',
    answers: {
      200: {description: 'The items in force.', schema: wireRuntimeConfigSchema, headers: ['ETag']},
      304: {description: 'What you hold is in force.'},
    },
    refused: [...refusedRead, 'Stale'],
  },
} as const satisfies Operations
