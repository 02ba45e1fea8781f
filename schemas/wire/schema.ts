/** Schemas in a list, and what a change of one answers. */
import type {TypeOf} from '../type-of.ts'
import {itemsOf, jsonBody} from './json-body.ts'
import {recordBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody, refusedRead} from './refusals.ts'

const text = {type: 'string'} as const

export const schemaItemSchema = {
  type: 'object',
  required: ['name', 'title', 'version', 'system'],
  properties: {
    name: text, title: text, plural: text, description: text,
    version: {type: 'integer', minimum: 0, description: 'Counts its changes; also the ETag.'},
    system: {type: 'boolean', description: 'Espalier\'s own.'},
  },
} as const
export type WireSchemaItem = TypeOf<typeof schemaItemSchema>

export const schemaChangeSchema = {
  type: 'object',
  required: ['name', 'version', 'breaks', 'schema'],
  properties: {name: text, version: {type: 'integer', minimum: 0}, breaks: {type: 'array', items: {type: 'object'}}, schema: {type: 'object'}},
} as const

const name = {name: 'The name of the schema: lower case letters, digits and underscores.'} as const

export const schemaOperations = {
  listSchemas: {
    method: 'get', path: '/api/v1/schemas', tag: 'Schemas', who: 'readonly', summary: 'List schemas', description: 'Those whose records you may read.',
    answers: {200: {description: 'The schemas.', schema: itemsOf(schemaItemSchema)}},
    refused: refusedRead,
  },
  getSchema: {
    method: 'get', path: '/api/v1/schemas/{name}', tag: 'Schemas', who: 'readonly', summary: 'Get a schema', params: name, headers: ['If-None-Match', 'If-Match'],
    description: 'The JSON Schema itself; its version is the ETag. While records hold one value in a property that must be unique, as after a change of the rule, `x-duplicates` names them; a PUT may send it back, and it is ignored.',
    answers: {200: {description: 'The schema.', schema: {type: 'object'}, headers: ['ETag']}, 304: {description: 'You hold the newest version.'}},
    refused: [...refusedRead, 'NotFound', 'Stale'],
  },
  putSchema: {
    method: 'put', path: '/api/v1/schemas/{name}', tag: 'Schemas', who: 'admin', summary: 'Create or change a schema', params: name, headers: ['If-Match', 'If-None-Match'],
    description: 'Refused with 409 when it breaks what is stored, listing each break and how many records it hits; `accept=breaks` does it all the same.',
    query: {accept: {enum: ['breaks'], description: '`breaks`: I have seen what it breaks.'}},
    body: jsonBody({type: 'object'}, recordBody, {title: 'Project', type: 'object', properties: {name: {type: 'string', title: 'Name', 'x-index': true}, company_id: {type: 'string', title: 'Company', 'x-link': 'company'}}, required: ['name'], 'x-title': ['name']}),
    answers: {201: {description: 'Created.', schema: schemaChangeSchema, headers: ['ETag']}, 200: {description: 'In force.', schema: schemaChangeSchema, headers: ['ETag']}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale'],
  },
} as const satisfies Operations
