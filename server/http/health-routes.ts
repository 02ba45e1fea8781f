/** Whether the process lives and may be sent requests, and its figures. */
import type {Request, Response} from 'express'
import {bearerToken, hashToken, sameHash} from '../auth/index.ts'
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

/** After the session is known: figures are for admins, and for whoever holds the token. From where a request comes says nothing: behind a proxy, everybody is this machine. */
export function metricsRoute({metrics, config}: {readonly metrics: Metrics; readonly config: Pick<Config, 'metricsToken'>}): RouteTable {
  return {
    '/metrics': {get: figures},
  }

  async function figures(request: Request, response: Response): Promise<void> {
    if (findActor(request)?.role !== 'admin' && !holdsToken(request, config)) {
      throw new Forbidden({detail: 'Figures are for admins, and for whoever sends ESPALIER_METRICS_TOKEN as "Authorization: Bearer <token>".'})
    }
    response.setHeader('Content-Type', metrics.contentType)
    response.end(await metrics.text())
  }
}

function holdsToken({headers}: Request, {metricsToken}: Pick<Config, 'metricsToken'>): boolean {
  const token = bearerToken(headers)
  return metricsToken !== undefined && token !== undefined && sameHash(hashToken(token), hashToken(metricsToken))
}
