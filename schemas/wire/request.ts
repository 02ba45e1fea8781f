/** `requestOf`: the address and the body of a call, made from its operation. */
import type {BodyOf, Operation, ParamsOf, QueryFor} from './operation.ts'

type Need<Name extends string, T> = [keyof T] extends [never] ? unknown : Record<never, never> extends T ? {readonly [K in Name]?: T} : {readonly [K in Name]: T}

/** What a caller gives: the parameters of the path, what stands in the query, the body; each only where the operation has it. */
export type InputOf<O extends Operation> = Need<'params', ParamsOf<O>> & Need<'query', QueryFor<O>> & (O extends {readonly body: {readonly optional: true}} ? {readonly body?: BodyOf<O>} : O extends {readonly body: unknown} ? {readonly body: BodyOf<O>} : unknown)

interface AnyInput {readonly params?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>>; readonly body?: unknown}

export interface WireRequest {readonly method: string; readonly path: string; readonly type?: string; readonly body?: unknown}

/** `path` with its parameters escaped and its query. `type`: of the body, where there is one. */
export function requestOf<O extends Operation>(operation: O, input: InputOf<O>): WireRequest {
  const {params = {}, query = {}, body} = input as AnyInput
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : String(value)]]))
  const search = asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''
  const [type] = Object.keys(operation.body?.content ?? {})
  return {method: operation.method.toUpperCase(), path: path + search, ...(body !== undefined && type !== undefined && {type, body})}
}
