/** What operations share: problems, by their names. */
import {refusals} from '../../../schemas/index.ts'
import type {ResponseObject, SchemaObject} from './document.ts'

const text: SchemaObject = {type: 'string'}

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

export const problemResponses: Readonly<Record<string, ResponseObject>> = Object.fromEntries(Object.entries(refusals).map(([name, [, description]]) => [
  name, {description, content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}}},
]))
