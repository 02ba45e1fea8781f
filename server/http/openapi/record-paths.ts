/** The calls on the records of one schema. */
import {properName} from './proper-name.ts'
import {flatSchema, type JsonObject, type PropertySchema, type RecordSchema, type Verb} from '../../../schemas/index.ts'
import {etagHeader, idempotencyParameter, ifMatchParameter, ifNoneMatchParameter, pathParameter, receiptSchema, refused, refusedBody} from './components.ts'
import type {Parameter, Paths, SchemaObject} from './document.ts'

export interface RecordSubject {
  readonly name: string
  /** As it may be read. */
  readonly readable: RecordSchema
  /** As it is stored. */
  readonly doc: RecordSchema
  readonly links: ReadonlyMap<string, string>
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

export function recordPaths(subject: RecordSubject): Paths {
  const {name, may} = subject
  const {one, many} = properName(name, subject.readable)
  const tags = [name] as const
  const id = pathParameter('id', `The id of the ${one.toLowerCase()}.`)
  const record: SchemaObject = {$ref: `#/components/schemas/${name}.record`}
  const body: SchemaObject = {$ref: `#/components/schemas/${name}.body`}
  const example = exampleOf(flatSchema(subject.doc))
  const answer = (description: string, schema = record) => ({description, headers: etagHeader, content: {'application/json': {schema}}})
  const written = (description: string) => answer(description, may.has('read') ? record : receiptSchema)
  const base = `/api/v1/records/${name}`
  return {
    [base]: {
      ...(may.has('read') && {get: {
        operationId: `list_${name}`, tags, summary: `List ${many.toLowerCase()}`, description: 'A page at a time, in the order asked for. Follow `next` for more.',
        parameters: listParameters(subject),
        responses: {
          200: {description: 'A page.', content: {'application/json': {schema: {
            type: 'object', required: ['items', 'next', 'prev'],
            properties: {items: {type: 'array', items: record}, next: cursor('later'), prev: cursor('earlier'), total: {type: 'integer', description: 'With `count=exact`.'}},
          }}}},
          ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound'),
        },
      }}),
      ...(may.has('create') && {post: {
        operationId: `create_${name}`, tags, summary: `Create a ${one.toLowerCase()}`, parameters: [idempotencyParameter],
        requestBody: {required: true, content: {'application/json': {schema: body, example}}},
        responses: {
          201: {...written('Created.'), headers: {...etagHeader, Location: {description: 'The address of the new record.', schema: {type: 'string'}}}},
          ...refused(...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'),
        },
      }}),
    },
    [`${base}/{id}`]: {
      ...(may.has('read') && {get: {
        operationId: `get_${name}`, tags, summary: `Get a ${one.toLowerCase()}`, parameters: [id, fieldsParameter(subject), ...expandParameters(subject), ifNoneMatchParameter, ifMatchParameter],
        responses: {200: answer('The record.'), 304: {description: 'You hold the newest revision.'}, ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound', 'Stale')},
      }}),
      ...(may.has('update') && {
        put: {
          operationId: `replace_${name}`, tags, summary: `Replace a ${one.toLowerCase()}`, description: 'What is left out is taken out.', parameters: [id, ifMatchParameter, idempotencyParameter],
          requestBody: {required: true, content: {'application/json': {schema: body, example}}},
          responses: {200: written('Replaced.'), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable')},
        },
        patch: {
          operationId: `change_${name}`, tags, summary: `Change a ${one.toLowerCase()}`, description: 'A merge patch (RFC 7396: null takes a property out) or a JSON Patch (RFC 6902) on its data.', parameters: [id, ifMatchParameter, idempotencyParameter],
          requestBody: {required: true, content: {
            'application/merge-patch+json': {schema: {type: 'object'}, example: firstOf(example)},
            'application/json-patch+json': {schema: {type: 'array', items: {type: 'object', required: ['op', 'path'], properties: {op: {enum: ['add', 'remove', 'replace', 'move', 'copy', 'test']}, path: {type: 'string'}, from: {type: 'string'}, value: {}}}}, example: Object.entries(firstOf(example)).map(([key, value]) => ({op: 'replace', path: `/${key}`, value}))},
          }},
          responses: {200: written('Changed.'), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable')},
        },
      }),
      ...(may.has('archive') && {delete: {
        operationId: `archive_${name}`, tags, summary: `Archive a ${one.toLowerCase()}`, description: 'It leaves the lists and can be restored.', parameters: [id, ifMatchParameter, idempotencyParameter],
        responses: {200: written('Archived.'), ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound', 'Conflict', 'Stale')},
      }}),
    },
    ...(may.has('archive') && {[`${base}/{id}/restore`]: {post: {
      operationId: `restore_${name}`, tags, summary: `Restore a ${one.toLowerCase()}`, parameters: [id, ifMatchParameter, idempotencyParameter],
      responses: {200: written('Live again.'), ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound', 'Conflict', 'Stale')},
    }}}),
    ...(may.has('purge') && {[`${base}/{id}/purge`]: {post: {
      operationId: `purge_${name}`, tags, summary: `Purge a ${one.toLowerCase()}`, description: 'For good: out of its history too. Refused while other records link to it.', parameters: [id, ifMatchParameter, idempotencyParameter],
      requestBody: {required: true, content: {'application/json': {schema: {type: 'object', required: ['confirm'], additionalProperties: false, properties: {confirm: {type: 'string', description: 'The id again.'}}}, example: {confirm: sampleId}}}},
      responses: {204: {description: 'Gone.'}, ...refused(...refusedBody, 'NotFound', 'Conflict', 'Stale')},
    }}}),
    ...(may.has('read') && {[`${base}/{id}/history`]: {get: {
      operationId: `history_${name}`, tags, summary: `History of a ${one.toLowerCase()}`, description: 'Newest first.',
      parameters: [id, limitParameter, {name: 'before', in: 'query', description: 'Only what happened before this `seq`: the `next` of the page before.', schema: {type: 'integer'}}],
      responses: {
        200: {description: 'Its changes.', content: {'application/json': {schema: {type: 'object', required: ['items', 'next'], properties: {
          items: {type: 'array', items: {type: 'object', properties: {seq: {type: 'integer'}, at: {type: 'string', format: 'date-time'}, by: {type: 'string'}, op: {type: 'string'}, rev: {type: 'integer'}, note: {type: 'string'}, data: {type: ['object', 'null']}}}},
          next: {type: ['integer', 'null']},
        }}}}},
        ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound'),
      },
    }}}),
  }
}

const sampleId = '01890a5d-ac96-774b-bcce-b302099a8057'
const limitParameter: Parameter = {name: 'limit', in: 'query', description: 'How many at most.', schema: {type: 'integer', minimum: 1, maximum: 200, default: 50}}

function cursor(where: string): SchemaObject {
  return {type: ['string', 'null'], description: `The cursor of the ${where} page; null where there is none. A page whose records have gone leads to those that are there.`}
}

function listParameters(subject: RecordSubject): readonly Parameter[] {
  const names = Object.keys(subject.readable.properties)
  const scalar = Object.entries(subject.readable.properties).find(([, property]) => property.enum !== undefined) ?? Object.entries(subject.readable.properties).find(([, property]) => property.type === 'string')
  const filter = scalar ? `record.${scalar[0]} == ${JSON.stringify(sampleOf(scalar[0], scalar[1]))}` : 'record.rev > 1'
  return [
    {name: 'filter', in: 'query', description: 'An expression (CEL) over `record`: comparisons, `&&`, `||`, `!`, `in`, `contains`, `startsWith`, `endsWith`, `has`.', schema: {type: 'string', maxLength: 2000}, example: filter},
    {name: 'q', in: 'query', description: 'Full-text words; each must match, the last one as a beginning.', schema: {type: 'string', maxLength: 200}},
    {name: 'sort', in: 'query', description: 'Properties in order, separated by commas; `-` in front sorts descending. Text sorts by letters first, whatever their case and accents (`ähnlich`, `Äpfel`, `Zebra`, `zoo`), in every script, and by its first 200 characters; times by their instant. Nothing comes before everything. What ties is in the order of `id`.', schema: {type: 'string'}, ...(names[0] && {example: `${names[0]},-updated_at`})},
    limitParameter,
    {name: 'cursor', in: 'query', description: 'The `next` or `prev` of a page with the same filter and sort.', schema: {type: 'string'}},
    fieldsParameter(subject),
    ...expandParameters(subject),
    {name: 'state', in: 'query', description: 'Which records.', schema: {enum: ['live', 'archived', 'all'], default: 'live'}},
    {name: 'zone', in: 'query', description: 'Whose days the filter means, as an IANA time zone: where `record.due_at <= "2026-01-31"` compares a time with a day, and which day is `today`. Default: your own zone, else UTC.', schema: {type: 'string', maxLength: 64}, example: 'Europe/Helsinki'},
    {name: 'count', in: 'query', description: '`exact` also counts all that match.', schema: {enum: ['exact']}},
  ]
}

function fieldsParameter({readable}: RecordSubject): Parameter {
  return {name: 'fields', in: 'query', description: `Only these properties, separated by commas: ${Object.keys(readable.properties).join(', ')}.`, schema: {type: 'string'}}
}

function expandParameters({links, readable}: RecordSubject): readonly Parameter[] {
  const names = [...links.keys()].filter(name => name in readable.properties)
  return names.length === 0 ? [] : [{name: 'expand', in: 'query', description: `Brings linked records along, separated by commas: ${names.join(', ')}.`, schema: {type: 'string'}}]
}

/** A body that a person would recognise: what is required, and a little more. */
function exampleOf(doc: RecordSchema): JsonObject {
  const usable = Object.entries(doc.properties).filter(([, property]) => !property['x-server'] && !property['x-secret'])
  const required = usable.filter(([name]) => doc.required?.includes(name))
  const chosen = [...required, ...usable.filter(one => !required.includes(one))].slice(0, Math.max(required.length, 4))
  return Object.fromEntries(chosen.map(([name, property]) => [name, sampleOf(name, property)])) as JsonObject
}

function firstOf(example: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(example).slice(0, 1))
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
