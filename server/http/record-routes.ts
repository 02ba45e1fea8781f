/** Records of every schema. */
import type {Request, Response} from 'express'
import {recordOperations, refusal, type JsonObject} from '../../schemas/index.ts'
import {answerJson, type Change, type Commit} from '../commit/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import type {Reader} from '../read/index.ts'
import type {StoreEvent} from '../store/index.ts'
import {idempotencyOf} from './idempotency.ts'
import {routesOf, type Route} from './operation.ts'
import {holdsAlready, preconditionOf, tagOf, type Precondition} from './preconditions.ts'
import {sendJson, sendJsonBytes, sendNothing} from './send-json.ts'
import {rawBodyOf} from './take-body.ts'

export interface RecordRouteDeps {
  readonly reader: Reader
  readonly commit: Commit
}

interface WriteCall {readonly request: Request; readonly response: Response; readonly actor: Actor}
interface OneCall extends WriteCall {readonly params: {readonly schema: string; readonly id: string}}

export function recordRoutes({reader, commit}: RecordRouteDeps): readonly Route[] {
  return routesOf(recordOperations, {
    async listRecords({actor, params, query: {count, ...ask}, response}) {
      sendJsonBytes(response, 200, await reader.listJson(actor, {schema: params.schema, ...given(ask), count: count === 'exact'}))
    },
    async getRecord({actor, params: {schema, id}, query, request, response}) {
      const {rev, json} = await reader.getJson(actor, schema, id, given(query))
      // With expanded records in it, an answer changes without its own revision changing.
      if (query.expand) return sendJson(response, 200, json)
      const tag = tagOf(rev)
      response.setHeader('ETag', tag)
      if (holdsAlready(request, tag)) {
        response.statusCode = 304
        response.end()
        return
      }
      sendJson(response, 200, json)
    },
    createRecord: call => write(call, 201, {op: 'create', schema: call.params.schema, data: call.body}),
    replaceRecord: call => write(call, 200, {op: 'replace', ...target(call), data: call.body}),
    changeRecord: call => write(call, 200, rawBodyOf(call.request).type === 'application/json-patch+json'
      ? {op: 'json-patch', ...target(call), ops: call.body as unknown as readonly unknown[]}
      : {op: 'merge', ...target(call), patch: call.body as JsonObject}),
    archiveRecord: call => write(call, 200, {op: 'archive', ...target(call)}),
    restoreRecord: call => write(call, 200, {op: 'restore', ...target(call)}),
    async purgeRecord(call) {
      if (call.body.confirm !== call.params.id) {
        throw problem('not-confirmed', {}, {errors: [refusal('not-this-id', '/confirm')]})
      }
      await commit(call.actor, {changes: [{op: 'purge', ...target(call)}], ...idempotencyOf(call.request)})
      sendNothing(call.response)
    },
    async listHistory({actor, params: {schema, id}, query: {limit, before}, response}) {
      const events = await reader.history(actor, schema, id, limit, before)
      const items = events.map(historyItem)
      sendJson(response, 200, {items, next: events.length === limit ? events.at(-1)!.seq : null})
    },
  })

  async function write({request, response, actor}: WriteCall, status: 200 | 201, one: Change): Promise<void> {
    const {records: [record], accesses: [access], replayed} = await commit(actor, {changes: [one], ...idempotencyOf(request)})
    response.setHeader('ETag', tagOf(record!.rev))
    if (status === 201) response.setHeader('Location', `/api/v1/records/${one.schema}/${record!.id}`)
    if (replayed) response.setHeader('Idempotency-Replayed', 'true')
    sendJson(response, status, answerJson(record!, access!))
  }
}

function historyItem({seq, commit, at, by, via, cause, depth, on_behalf_of, op, rev, doc, note}: StoreEvent): object {
  return {
    seq, commit, at, by, via, ...(cause !== null && {cause}), ...(depth > 0 && {depth}), ...(on_behalf_of !== null && {on_behalf_of}), op, rev, ...(note !== null && {note}),
    data: doc === null ? null : JSON.parse(doc) as JsonObject,
  }
}

function target({request, params: {schema, id}}: OneCall): Precondition & {readonly schema: string; readonly id: string} {
  return {schema, id, ...preconditionOf(request)}
}

type Given<T> = {readonly [K in keyof T]?: Exclude<T[K], undefined>}

/** Without what was not asked. */
const given = <T extends object>(query: T): Given<T> => query as Given<T>
