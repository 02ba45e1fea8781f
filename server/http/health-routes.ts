/** Whether the process lives and may be sent requests, and its figures. */
import type {Request, Response} from 'express'
import type {Config} from '../config.ts'
import {Forbidden} from '../errors.ts'
import type {Store} from '../store/store.ts'
import type {RouteTable} from './add-routes.ts'
import type {Metrics} from './metrics.ts'
import {findActor} from './request-session.ts'
import {sendJson} from './send-json.ts'

export function healthRoutes({store}: {readonly store: Pick<Store, 'health'>}): RouteTable {
  return {
    '/healthz': {get: alive},
    '/readyz': {get: ready},
  }

  async function ready(_request: Request, response: Response): Promise<void> {
    const reason = await store.health().then(({trouble}) => trouble, () => 'storage-failed')
    sendJson(response, reason === undefined ? 200 : 503, reason === undefined ? {status: 'ready'} : {status: 'not-ready', reason})
  }
}

/** Touches nothing, so that it is cheap for whoever asks often. */
function alive(_request: Request, response: Response): void {
  sendJson(response, 200, '{"status":"ok"}')
}

/** After the session is known: figures are for this machine and for admins. */
export function metricsRoute({metrics, config}: {readonly metrics: Metrics; readonly config: Pick<Config, 'trustProxy'>}): RouteTable {
  return {
    '/metrics': {get: figures},
  }

  async function figures(request: Request, response: Response): Promise<void> {
    if (findActor(request)?.role !== 'admin' && !isThisMachine(request, config)) {
      throw new Forbidden({detail: 'Figures are for admins, and for this machine itself.'})
    }
    response.setHeader('Content-Type', metrics.contentType)
    response.end(await metrics.text())
  }
}

/** A proxy on this machine speaks for others: what came through one does not count, unless it is a proxy that we were told to trust. */
function isThisMachine({ip, headers}: Request, {trustProxy}: Pick<Config, 'trustProxy'>): boolean {
  const forwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined || headers.via !== undefined
  if (forwarded && trustProxy.length === 0) return false
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}
