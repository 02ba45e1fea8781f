/** Full-text search. */
import {itemsOf} from './json-body.ts'
import type {Operations} from './operation.ts'
import {refusedRead} from './refusals.ts'

const text = {type: 'string'} as const

export const searchHitSchema = {
  type: 'object', required: ['schema', 'id', 'title', 'text', 'matches'],
  properties: {schema: text, id: text, title: text, text, matches: {type: 'array', description: 'Start and end of each match in `text`.', items: {type: 'array', items: {type: 'integer'}}}},
} as const

export const searchOperations = {
  search: {
    method: 'get', path: '/api/v1/search', tag: 'Search', who: 'readonly', summary: 'Search',
    query: {
      q: {type: 'string', maxLength: 200, required: true, description: 'The words; each must match, the last one as a beginning.', example: 'acme'},
      limit: {type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many at most.'},
      schemas: {type: 'array', description: 'Only in these schemas.'},
    },
    answers: {200: {description: 'The best hits first.', schema: itemsOf(searchHitSchema)}},
    refused: [...refusedRead, 'NotFound'],
  },
} as const satisfies Operations
