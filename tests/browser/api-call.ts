/** Calls of the API beside a browser, as a program of someone else would make them. */
import type {UiNode} from '../../ast/index.ts'
import type {Role} from '../../schemas/index.ts'
import type {BuiltServer} from '../built-server.ts'
import {tokenOf} from './person.ts'

export interface WireRow {readonly id: string; readonly rev: number; readonly state: string; readonly data: {readonly [property: string]: unknown}}

/** Answers the parsed body. Throws with the problem's words when the answer is not `status` (default: any success). */
export async function callApi<T>(server: Pick<BuiltServer, 'url'>, role: Role, method: string, path: string, body?: unknown, status?: number): Promise<T> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const response = await fetch(server.url + path, {method, headers: {authorization: `Bearer ${await tokenOf(server, role)}`, ...(body !== undefined && {'content-type': type})}, ...(body !== undefined && {body: JSON.stringify(body)})})
  const text = await response.text()
  if (status === undefined ? !response.ok : response.status !== status) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** A screen's released nodes in document order, by its path. */
export async function liveNodes(server: Pick<BuiltServer, 'url'>, path: string): Promise<readonly UiNode[]> {
  const {items} = await callApi<{readonly items: readonly {readonly id: string; readonly path: string}[]}>(server, 'admin', 'GET', '/api/v1/screens')
  const screen = items.find(item => item.path === path)
  if (!screen) throw new Error(`no screen has the path ${path}`)
  return (await callApi<{readonly nodes: readonly UiNode[]}>(server, 'admin', 'GET', `/api/v1/screens/${screen.id}?at=live`)).nodes
}
