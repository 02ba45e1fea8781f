/** `pathsOf`: operations as the document shows them. */
import {refusals, type HeaderName, type Operation as Described, type OperationAnswer, type QuerySchema, type RefusalName} from '../../../schemas/index.ts'
import type {Content, Operation, Parameter, PathItem, Paths, Reference, ResponseObject, SchemaObject} from './document.ts'

/** Those without a tag are left out. */
export function pathsOf(described: {readonly [id: string]: Described}): Paths {
  const paths: Record<string, PathItem> = {}
  for (const [id, one] of Object.entries(described)) {
    if (one.tag !== undefined) paths[one.path] = {...paths[one.path], [one.method]: operationOf(id, one, one.tag)}
  }
  return paths
}

export function operationOf(operationId: string, one: Described, tag: string): Operation {
  const {summary, description, params = {}, query = {}, headers = [], body, answers, refused, who} = one
  const parameters = [
    ...Object.entries(params).map(([name, text]): Parameter => ({name, in: 'path', required: true, description: text, schema: {type: 'string'}})),
    ...(query === 'any' ? [] : Object.entries(query).map(([name, schema]) => queryParameter(name, schema))),
    ...headers.map(name => headerParameters[name]),
  ]
  return {
    operationId, tags: [tag], summary, ...(description !== undefined && {description}), ...(who === 'anyone' && {security: []}), ...(parameters.length > 0 && {parameters}),
    ...(body && {requestBody: {required: body.optional !== true, content: body.content as Content}}),
    responses: {...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)])), ...refusedBy(refused)},
  }
}

function queryParameter(name: string, {description, required, example, ...schema}: QuerySchema): Parameter {
  const list = schema.type === 'array'
  return {name, in: 'query', ...(required && {required}), description, schema: list ? {type: 'array', items: {type: 'string'}} : schema as SchemaObject, ...(list && {style: 'form', explode: false}), ...(example !== undefined && {example})}
}

function responseOf({description, schema, type = 'application/json', headers = []}: OperationAnswer): ResponseObject {
  return {
    description, ...(headers.length > 0 && {headers: Object.fromEntries(headers.map(name => [name, {description: answerHeaders[name], schema: {type: 'string'}}]))}),
    ...(schema && {content: {[type]: {schema}}}),
  }
}

const answerHeaders = {ETag: 'The revision in quotes, for If-Match and If-None-Match.', Location: 'The address of what is new.'} as const

const headerParameters: Readonly<Record<HeaderName, Parameter>> = {
  'If-Match': {name: 'If-Match', in: 'header', description: 'The revision you have seen, in quotes. Refused with 412 when another is in force.', schema: {type: 'string'}, example: '"3"'},
  'If-None-Match': {name: 'If-None-Match', in: 'header', description: 'The revision you hold, in quotes. A read is answered 304 without a body when it is still the newest; a write is refused with 412.', schema: {type: 'string'}, example: '"3"'},
  'Idempotency-Key': {name: 'Idempotency-Key', in: 'header', description: 'Your name for this write, kept for 24 hours: sent again, it is not done again and answers the same.', schema: {type: 'string', maxLength: 200}, example: '6f1c2f0e-import-17'},
}

/** Any call may fail. */
function refusedBy(names: readonly RefusalName[]): {readonly [status: string]: Reference} {
  return Object.fromEntries([...names, 'Failed' as const].map(name => [refusals[name][0], {$ref: `#/components/responses/${name}`}]))
}
