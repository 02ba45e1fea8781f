/** From an operation's literal and its handler to a route: who may, the query, the body, in this order. */
import type {Request, Response} from 'express'
import {reason, type BodyOf, type Operation, type Operations, type ParamsOf, type QueryOf} from '../../schemas/index.ts'
import {hasRole} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {bodyChecker} from './check-wire.ts'
import {queryReader} from './query.ts'
import {actorOf, findActor, identifyAgain} from './request-session.ts'
import {takeBody} from './take-body.ts'

/** What a handler is given: the request as its operation's literal says it is. */
export interface Call<O extends Operation> {
  readonly request: Request
  readonly response: Response
  /** Where anyone may ask, undefined for who has not signed in. */
  readonly actor: O['who'] extends 'anyone' ? Actor | undefined : Actor
  readonly params: ParamsOf<O>
  readonly query: QueryOf<O>
  readonly body: BodyOf<O>
}

/** Named so that parameters may be narrowed. */
export type Handle<O extends Operation> = {handle(call: Call<O>): void | Promise<void>}['handle']

/** A handler for each operation of a group: one that is missing does not compile. */
export type Handlers<G extends Operations> = {readonly [K in keyof G]: Handle<G[K]>}

export interface Route {
  readonly operation: Operation
  readonly handle: (request: Request, response: Response) => void | Promise<void>
}

export function routesOf<const G extends Operations>(group: G, handlers: Handlers<G>): readonly Route[] {
  return Object.entries(group).map(([id, operation]) => ({operation, handle: handlerOf(operation, handlers[id] as Handle<Operation>)}))
}

function handlerOf(operation: Operation, handle: Handle<Operation>): Route['handle'] {
  const readQuery = queryReader(operation.query)
  const callOf = (request: Request, response: Response, actor: Actor | undefined, body: unknown): Call<Operation> =>
    ({request, response, actor, params: request.params, query: readQuery(request), body}) as Call<Operation>
  const {body} = operation
  if (!body) return (request, response) => handle(callOf(request, response, allowed(request, operation), undefined))
  const rule = {types: Object.keys(body.content), ...body.limits}
  const check = bodyChecker(body)
  return async (request, response) => {
    let actor = allowed(request, operation)
    if (await takeBody(request, response, rule)) {
      // It may have been long on its way: what its sender may do counts as it is now, not as it was when it began.
      await identifyAgain(request)
      actor = allowed(request, operation)
    }
    const call = callOf(request, response, actor, check(request))
    await handle(call)
  }
}

/** Throws `sign-in-needed` or `forbidden`. */
function allowed(request: Request, {who, summary}: Operation): Actor | undefined {
  if (who === 'anyone') return findActor(request)
  const actor = actorOf(request)
  if (hasRole(actor, who)) return actor
  throw problem('forbidden', {why: reason('role-too-low', {operation: summary, who, role: actor.role})})
}
