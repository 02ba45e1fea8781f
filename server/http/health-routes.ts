/** Whether the process lives and may be sent requests, and its figures. */
import type {Request} from 'express'
import {healthOperations, metricsOperations, reason} from '../../schemas/index.ts'
import {bearerToken, hashToken, sameHash} from '../auth/index.ts'
import type {Config} from '../config.ts'
import {problem} from '../errors.ts'
import type {Store} from '../store/store.ts'
import type {Metrics} from './metrics.ts'
import {routesOf, type Route} from './operation.ts'
import {sendJson} from './send-json.ts'

export function healthRoutes({store}: {readonly store: Pick<Store, 'health'>}): readonly Route[] {
  return routesOf(healthOperations, {
    // Touches nothing, so that it is cheap for whoever asks often.
    alive: ({response}) => sendJson(response, 200, '{"status":"ok"}'),
    async ready({response}) {
      const trouble = await store.health().then(health => health.trouble, () => 'storage-failed')
      sendJson(response, trouble === undefined ? 200 : 503, trouble === undefined ? {status: 'ready'} : {status: 'not-ready', reason: trouble})
    },
  })
}

/** After the session is known: figures are for admins, and for whoever holds the token. From where a request comes says nothing: behind a proxy, everybody is this machine. */
export function metricsRoute({metrics, config}: {readonly metrics: Metrics; readonly config: Pick<Config, 'metricsToken'>}): readonly Route[] {
  return routesOf(metricsOperations, {
    async metrics({actor, request, response}) {
      if (actor?.role !== 'admin' && !holdsToken(request, config)) {
        throw problem('forbidden', {why: reason('figures-for-others')})
      }
      response.setHeader('Content-Type', metrics.contentType)
      response.end(await metrics.text())
    },
  })
}

function holdsToken({headers}: Request, {metricsToken}: Pick<Config, 'metricsToken'>): boolean {
  const token = bearerToken(headers)
  return metricsToken !== undefined && token !== undefined && sameHash(hashToken(token), hashToken(metricsToken))
}
