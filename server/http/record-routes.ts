/** Records of every schema. */
import type {Request, Response} from 'express'
import type {JsonObject} from '../../schemas/index.ts'
import type {Change, Commit} from '../commit/index.ts'
import {InvalidInput} from '../errors.ts'
import type {Reader} from '../read/index.ts'
import type {RouteTable} from './add-routes.ts'
import {noBody, patchBody, recordBody} from './body-rule.ts'
import {shownJson} from './commit-route.ts'
import {idempotencyOf} from './idempotency.ts'
import {membersOf, objectBody} from './object-body.ts'
import {holdsAlready, preconditionOf, tagOf, type Precondition} from './preconditions.ts'
import {listOf, oneOf, queryOf, wholeNumber} from './query.ts'
import {actorOf} from './request-session.ts'
import {sendJson, sendJsonBytes, sendNothing} from './send-json.ts'
import {rawBodyOf} from './take-body.ts'

export interface RecordRouteDeps {
  readonly reader: Reader
  readonly commit: Commit
}

type SchemaRequest = Request<{schema: string}>
type OneRequest = Request<{schema: string; id: string}>

export function recordRoutes(deps: RecordRouteDeps): RouteTable {
  const {reader} = deps
  return {
    '/api/v1/records/:schema': {get: list, post: {body: recordBody, handle: create}},
    '/api/v1/records/:schema/:id': {get: getOne, put: {body: recordBody, handle: replace}, patch: {body: patchBody, handle: change}, delete: archive},
    '/api/v1/records/:schema/:id/restore': {post: {body: noBody, handle: restore}},
    '/api/v1/records/:schema/:id/purge': {post: {body: noBody, handle: purge}},
    '/api/v1/records/:schema/:id/history': {get: history},
  }

  async function list(request: SchemaRequest, response: Response): Promise<void> {
    const actor = actorOf(request)
    const query = queryOf(request, ['filter', 'q', 'sort', 'limit', 'cursor', 'fields', 'expand', 'state', 'zone', 'count'])
    const limit = wholeNumber('limit', query.limit, 1, 200)
    const state = oneOf('state', query.state, ['live', 'archived', 'all'])
    const sort = listOf(query.sort)
    const fields = listOf(query.fields)
    const expand = listOf(query.expand)
    sendJsonBytes(response, 200, await reader.listJson(actor, {
      schema: request.params.schema,
      ...(query.filter !== undefined && {filter: query.filter}),
      ...(query.q !== undefined && {q: query.q}),
      ...(query.cursor !== undefined && {cursor: query.cursor}),
      ...(query.zone !== undefined && {zone: query.zone}),
      ...(limit !== undefined && {limit}),
      ...(state !== undefined && {state}),
      ...(sort && {sort}),
      ...(fields && {fields}),
      ...(expand && {expand}),
      ...(oneOf('count', query.count, ['exact']) && {count: true}),
    }))
  }

  async function getOne(request: OneRequest, response: Response): Promise<void> {
    const {schema, id} = request.params
    const query = queryOf(request, ['fields', 'expand'])
    const fields = listOf(query.fields)
    const expand = listOf(query.expand)
    const {rev, json} = await reader.getJson(actorOf(request), schema, id, {...(fields && {fields}), ...(expand && {expand})})
    // With expanded records in it, an answer changes without its own revision changing.
    if (expand) return sendJson(response, 200, json)
    const tag = tagOf(rev)
    response.setHeader('ETag', tag)
    if (holdsAlready(request, tag)) {
      response.statusCode = 304
      response.end()
      return
    }
    sendJson(response, 200, json)
  }

  async function create(request: SchemaRequest, response: Response): Promise<void> {
    queryOf(request, [])
    const {schema} = request.params
    await write(request, response, 201, {op: 'create', schema, data: objectBody(request.body)})
  }

  async function replace(request: OneRequest, response: Response): Promise<void> {
    await write(request, response, 200, {op: 'replace', ...target(request), data: objectBody(request.body)})
  }

  async function change(request: OneRequest, response: Response): Promise<void> {
    if (rawBodyOf(request).type !== 'application/json-patch+json') return write(request, response, 200, {op: 'merge', ...target(request), patch: objectBody(request.body)})
    const ops: unknown = request.body
    if (!Array.isArray(ops)) throw new InvalidInput({detail: 'A JSON Patch is a list of operations: [{"op":"replace","path":"/name","value":"…"}].', errors: [{pointer: '', message: 'expected a list'}]})
    await write(request, response, 200, {op: 'json-patch', ...target(request), ops})
  }

  async function archive(request: OneRequest, response: Response): Promise<void> {
    await write(request, response, 200, {op: 'archive', ...target(request)})
  }

  async function restore(request: OneRequest, response: Response): Promise<void> {
    if (request.body !== undefined) membersOf(request.body, [])
    await write(request, response, 200, {op: 'restore', ...target(request)})
  }

  async function purge(request: OneRequest, response: Response): Promise<void> {
    const {confirm} = membersOf(request.body, ['confirm'])
    if (confirm !== request.params.id) {
      throw new InvalidInput({detail: 'A purge cannot be undone: send {"confirm": "<the record\'s id>"} with the id in the address.', errors: [{pointer: '/confirm', message: 'is not the id of this record'}]}, 'not-confirmed')
    }
    await deps.commit(actorOf(request), {changes: [{op: 'purge', ...target(request)}], ...idempotencyOf(request)})
    sendNothing(response)
  }

  async function history(request: OneRequest, response: Response): Promise<void> {
    const {schema, id} = request.params
    const query = queryOf(request, ['limit', 'before'])
    const limit = wholeNumber('limit', query.limit, 1, 200) ?? 50
    const before = wholeNumber('before', query.before, 1, Number.MAX_SAFE_INTEGER)
    const events = await reader.history(actorOf(request), schema, id, limit, before)
    const items = events.map(({seq, at, by, op, rev, doc, note}) => ({seq, at, by, op, rev, ...(note !== null && {note}), data: doc === null ? null : JSON.parse(doc) as JsonObject}))
    sendJson(response, 200, {items, next: events.length === limit ? events.at(-1)!.seq : null})
  }

  async function write(request: Pick<Request, 'method' | 'path' | 'headers'>, response: Response, status: number, one: Change): Promise<void> {
    const actor = actorOf(request)
    const {records: [record], entries: [entry], replayed} = await deps.commit(actor, {changes: [one], ...idempotencyOf(request)})
    response.setHeader('ETag', tagOf(record!.rev))
    if (status === 201) response.setHeader('Location', `/api/v1/records/${one.schema}/${record!.id}`)
    if (replayed) response.setHeader('Idempotency-Replayed', 'true')
    sendJson(response, status, shownJson(record!, entry!, actor))
  }
}

function target(request: OneRequest): Precondition & {readonly schema: string; readonly id: string} {
  queryOf(request, [])
  return {schema: request.params.schema, id: request.params.id, ...preconditionOf(request)}
}
