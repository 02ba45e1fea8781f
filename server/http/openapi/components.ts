/** What operations share: problems, by their names. */
import {refusals, wireErrorSchema} from '../../../schemas/index.ts'
import type {ResponseObject, SchemaObject} from './document.ts'

const text: SchemaObject = {type: 'string'}

export const problemSchema: SchemaObject = {
  title: 'Problem',
  description: 'RFC 9457. `code` is stable; `errors` says what is wrong in what was sent, each with a code and a pointer.',
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'params', 'detail', 'request_id'],
  properties: {
    type: text,
    title: text,
    status: {type: 'integer'},
    code: text,
    detail: {type: 'string', description: 'What was expected, what came, and what to do.'},
    params: {type: 'object', description: 'What the detail is made of, with the code and the errors.'},
    errors: {type: 'array', items: wireErrorSchema},
    request_id: text,
  },
}

export const problemResponses: Readonly<Record<string, ResponseObject>> = Object.fromEntries(Object.entries(refusals).map(([name, [, description]]) => [
  name, {description, content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}}},
]))
