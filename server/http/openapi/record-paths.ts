/** The calls on the records of one schema. */
import {
  flatSchema, receiptSchema, recordOperations, wireRecordSchema, type JsonObject, type Operation as Described, type PropertySchema, type RecordSchema, type Verb,
} from '../../../schemas/index.ts'
import type {Content, Operation, Parameter, PathItem, Paths, ResponseObject, SchemaObject} from './document.ts'
import {operationOf} from './paths-of.ts'
import {properName} from './proper-name.ts'

export interface RecordSubject {
  readonly name: string
  /** As it may be read. */
  readonly readable: RecordSchema
  /** As it is stored. */
  readonly doc: RecordSchema
  readonly links: ReadonlyMap<string, string>
  /** Not all records may be seen: what was written may be one that may not. */
  readonly someRows: boolean
  readonly may: ReadonlySet<Verb>
}

/** The schema of a body: without what the server makes. A secret property can be written only, and nothing is said of its values but their form. */
export function writableSchema(doc: RecordSchema, readable: RecordSchema): SchemaObject {
  const {$id: _id, $schema: _dialect, ...keywords} = readable
  const properties = Object.entries(flatSchema(doc).properties).filter(([, property]) => property['x-server'] !== true).map(([name, property]) => [name, property['x-secret'] === true ? formOf(property) : property] as const)
  const names = new Set(properties.map(([name]) => name))
  return {...keywords, properties: Object.fromEntries(properties), required: (doc.required ?? []).filter(name => names.has(name))}
}

/** What tells how a value must look, and none that it may be. */
const formKeywords = ['title', 'type', 'format', 'minLength', 'maxLength'] as const

function formOf(property: PropertySchema): PropertySchema {
  return {...Object.fromEntries(formKeywords.filter(keyword => property[keyword] !== undefined).map(keyword => [keyword, property[keyword]])), 'x-secret': true, writeOnly: true}
}

/** The schema of a merge patch: what of a body is to change, with null for what is to go. */
export function patchSchema(writable: SchemaObject): SchemaObject {
  const {properties, title, $defs} = writable
  const nullable = Object.entries(properties as object).map(([name, property]) => [name, {anyOf: [property, {type: 'null'}]}])
  return {title, type: 'object', ...($defs !== undefined && {$defs}), additionalProperties: false, properties: Object.fromEntries(nullable) as SchemaObject}
}

/** Each operation on records, in the names of this schema and as far as the caller may. */
export function recordPaths(subject: RecordSubject): Paths {
  const {name, may} = subject
  const paths: Record<string, PathItem> = {}
  for (const [id, one] of Object.entries(recordOperations) as readonly [keyof typeof recordOperations, Described][]) {
    if (!may.has(own[id].verb)) continue
    const path = one.path.replace('{schema}', name)
    paths[path] = {...paths[path], [one.method]: named(operationOf(`${own[id].id}_${name}`, one, name), own[id], subject)}
  }
  return paths
}

interface Own {
  readonly verb: Verb
  readonly id: string
  readonly words: (one: string, many: string) => string
  /** Which of the schema's components its body is; else it is no data of a record. */
  readonly body?: 'body' | 'patch'
}

const own: Readonly<Record<keyof typeof recordOperations, Own>> = {
  listRecords: {verb: 'read', id: 'list', words: (_, many) => `List ${many}`},
  createRecord: {verb: 'create', id: 'create', words: one => `Create a ${one}`, body: 'body'},
  getRecord: {verb: 'read', id: 'get', words: one => `Get a ${one}`},
  replaceRecord: {verb: 'update', id: 'replace', words: one => `Replace a ${one}`, body: 'body'},
  changeRecord: {verb: 'update', id: 'change', words: one => `Change a ${one}`, body: 'patch'},
  archiveRecord: {verb: 'archive', id: 'archive', words: one => `Archive a ${one}`},
  restoreRecord: {verb: 'archive', id: 'restore', words: one => `Restore a ${one}`},
  purgeRecord: {verb: 'purge', id: 'purge', words: one => `Purge a ${one}`},
  listHistory: {verb: 'read', id: 'history', words: one => `History of a ${one}`},
}

/** With the schema's own bodies, answers, names and samples. */
function named(operation: Operation, {verb, words, body}: Own, subject: RecordSubject): Operation {
  const {one, many} = properName(subject.name, subject.readable)
  const {requestBody} = operation
  return {
    ...operation, summary: words(one.toLowerCase(), many.toLowerCase()),
    ...(operation.parameters && {parameters: operation.parameters.flatMap(parameter => ownParameter(parameter, subject, one))}),
    ...(requestBody && {requestBody: {...requestBody, content: Object.fromEntries(Object.entries(requestBody.content).map(([type, content]) => [type, ownBody(type, content, body, subject)]))}}),
    responses: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status, '$ref' in response ? response : ownAnswer(response, subject, verb === 'read')])),
  }
}

function ownAnswer(response: ResponseObject, {name, may, someRows}: RecordSubject, reads: boolean): ResponseObject {
  const record: SchemaObject = {$ref: `#/components/schemas/${name}.record`}
  const schema = response.content?.['application/json']?.schema
  if (schema === wireRecordSchema) return {...response, content: {'application/json': {schema: !may.has('read') ? receiptSchema : someRows && !reads ? {anyOf: [record, receiptSchema]} : record}}}
  const {items} = (schema?.properties ?? {}) as {readonly items?: SchemaObject}
  if (items?.items !== wireRecordSchema) return response
  return {...response, content: {'application/json': {schema: {...schema, properties: {...schema!.properties as object, items: {type: 'array', items: record}}}}}}
}

function ownBody(type: string, content: Content[string], body: Own['body'], {name, doc}: RecordSubject): Content[string] {
  const example = exampleOf(flatSchema(doc))
  const little = Object.fromEntries(Object.entries(example).slice(0, 1))
  if (type === 'application/json-patch+json') return {...content, example: Object.entries(little).map(([key, value]) => ({op: 'replace', path: `/${key}`, value}))}
  if (body) return {schema: {$ref: `#/components/schemas/${name}.${body}`}, example: body === 'patch' ? little : example}
  return 'confirm' in (content.schema.properties as object) ? {...content, example: {confirm: sampleId}} : content
}

/** Lists of names say which. */
function ownParameter(parameter: Parameter, {readable, links}: RecordSubject, one: string): readonly Parameter[] {
  const names = Object.keys(readable.properties)
  const chosen = (values: readonly string[]): Parameter => ({...parameter, schema: {type: 'array', items: {enum: values}}})
  if (parameter.in === 'path') return parameter.name === 'schema' ? [] : [{...parameter, description: `The id of the ${one.toLowerCase()}.`}]
  if (parameter.name === 'fields') return [chosen(names)]
  if (parameter.name === 'expand') {
    const expandable = [...links.keys()].filter(name => name in readable.properties)
    return expandable.length === 0 ? [] : [chosen(expandable)]
  }
  if (parameter.name === 'sort' && names[0] !== undefined) return [{...parameter, example: `${names[0]},-updated_at`}]
  return [parameter.name === 'filter' ? {...parameter, example: filterOf(readable)} : parameter]
}

function filterOf({properties}: RecordSchema): string {
  const all = Object.entries(properties)
  const scalar = all.find(([, property]) => property.enum !== undefined) ?? all.find(([, property]) => property.type === 'string')
  return scalar ? `record.${scalar[0]} == ${JSON.stringify(sampleOf(scalar[0], scalar[1]))}` : 'record.rev > 1'
}

const sampleId = '01890a5d-ac96-774b-bcce-b302099a8057'

/** A body that a person would recognise: what is required, and a little more. */
function exampleOf(doc: RecordSchema): JsonObject {
  const usable = Object.entries(doc.properties).filter(([, property]) => !property['x-server'] && !property['x-secret'])
  const required = usable.filter(([name]) => doc.required?.includes(name))
  const chosen = [...required, ...usable.filter(one => !required.includes(one))].slice(0, Math.max(required.length, 4))
  return Object.fromEntries(chosen.map(([name, property]) => [name, sampleOf(name, property)])) as JsonObject
}

function sampleOf(name: string, property: PropertySchema): unknown {
  if (property.default !== undefined) return property.default
  if (property.enum) return property.enum[0]
  if (name.endsWith('_id')) return sampleId
  const type = Array.isArray(property.type) ? property.type[0] : property.type
  if (type === 'integer') return property.minimum ?? 1
  if (type === 'number') return property.minimum ?? 12.5
  if (type === 'boolean') return true
  if (type === 'array') return []
  if (type === 'object') return {}
  const samples: Readonly<Record<string, string>> = {email: 'ada@example.com', date: '2025-03-14', 'date-time': '2025-03-14T09:30:00Z', uri: 'https://example.com', time: '09:30:00Z'}
  return samples[property.format ?? ''] ?? property.title ?? name
}
