/** Saves a form through the records API, and turns every answer into what the form can say about it. */
import type {Json, JsonObject, WireRecord} from '../../schemas/index.ts'

export interface FieldProblem {readonly pointer: string; readonly message: string}

export type SaveOutcome =
  | {readonly kind: 'saved'; readonly record: WireRecord}
  /** The record as someone else left it. */
  | {readonly kind: 'stale'; readonly record: WireRecord}
  | {readonly kind: 'refused'; readonly message: string; readonly fields: readonly FieldProblem[]}
  | {readonly kind: 'signed-out'}
  | {readonly kind: 'unreachable'}

/** Whose page it is: nothing is saved in the name of who signed in beside it. */
export interface Sender {readonly user: string}

/** `key` makes a repeated attempt the same attempt. */
export const createRecord = ({user}: Sender, schema: string, data: JsonObject, key: string): Promise<SaveOutcome> =>
  send(recordsUrl(schema), {method: 'POST', user, body: data, headers: {'content-type': 'application/json', 'idempotency-key': key}})

/** Changes only what `patch` (RFC 7396) says, and only when the record still is at `rev`. */
export const patchRecord = ({user}: Sender, schema: string, id: string, rev: number, patch: JsonObject): Promise<SaveOutcome> =>
  send(recordsUrl(schema, id), {method: 'PATCH', user, body: patch, headers: {'content-type': 'application/merge-patch+json', 'if-match': `"${rev}"`}})

export const archiveRecord = ({user}: Sender, schema: string, id: string, rev: number): Promise<SaveOutcome> => send(recordsUrl(schema, id), {method: 'DELETE', user, headers: {'if-match': `"${rev}"`}})

/** A key that nobody else uses. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')

interface Sent extends Sender {readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: JsonObject}

async function send(url: string, {method, user, headers, body}: Sent): Promise<SaveOutcome> {
  try {
    const response = await fetch(url, {method, credentials: 'same-origin', headers: {accept: 'application/json', 'espalier-user': user, ...headers}, ...(body && {body: JSON.stringify(body)})})
    if (response.ok && response.status !== 204) return {kind: 'saved', record: await response.json() as WireRecord}
    if (response.status === 204 || response.status === 412) return await reread(url, user, response.ok ? 'saved' : 'stale')
    return await refusalOf(response)
  } catch {
    return {kind: 'unreachable'}
  }
}

async function reread(url: string, user: string, kind: 'saved' | 'stale'): Promise<SaveOutcome> {
  const response = await fetch(url, {credentials: 'same-origin', headers: {accept: 'application/json', 'espalier-user': user}})
  return response.ok ? {kind, record: await response.json() as WireRecord} : refusalOf(response)
}

async function refusalOf(response: Response): Promise<SaveOutcome> {
  if (response.status === 401) return {kind: 'signed-out'}
  const problem: unknown = await response.json().catch(() => undefined)
  const {detail, title, errors} = (typeof problem === 'object' && problem !== null ? problem : {}) as {readonly [member: string]: Json | undefined}
  const fields = Array.isArray(errors) ? errors.filter(isFieldProblem) : []
  return {kind: 'refused', message: String(detail ?? title ?? `The server answered ${response.status}.`), fields}
}

const isFieldProblem = (error: unknown): error is FieldProblem =>
  typeof error === 'object' && error !== null && typeof (error as FieldProblem).pointer === 'string' && typeof (error as FieldProblem).message === 'string'

const recordsUrl = (schema: string, id?: string): string => `/api/v1/records/${encodeURIComponent(schema)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
