/** What an address does for each method, and the way from a request to its handler. */
import type {Request, Response} from 'express'
import type {BodyRule} from './body-rule.ts'
import {actorOf, identifyAgain} from './request-session.ts'
import {takeBody} from './take-body.ts'

/** A method's parameters may be narrowed, so that a handler can name the path parameters that its URL gives it. */
export type Handler = {handle(request: Request, response: Response): void | Promise<void>}['handle']
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `handle` finds the parsed body on the request; undefined when none was sent. */
export interface BodyOperation {readonly body: BodyRule; readonly handle: Handler}

/** What takes a body says what it may be. */
export interface Methods {
  readonly get?: Handler
  readonly post?: BodyOperation
  readonly put?: BodyOperation
  readonly patch?: BodyOperation
  readonly delete?: Handler
}

export function handlerOf(operation: Handler | BodyOperation): Handler {
  return typeof operation === 'function' ? operation : (request, response) => readThenHandle(operation, request, response)
}

async function readThenHandle({body, handle}: BodyOperation, request: Request, response: Response): Promise<void> {
  refuseStranger(request, body)
  if (await takeBody(request, response, body)) {
    // It may have been long on its way: what its sender may do counts as it is now, not as it was when it began.
    await identifyAgain(request)
    refuseStranger(request, body)
  }
  await handle(request, response)
}

function refuseStranger(request: Request, {strangers}: BodyRule): void {
  if (!strangers) actorOf(request)
}
