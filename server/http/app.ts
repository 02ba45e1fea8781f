/** The app: what every request passes, in order, and the routes. */
import express, {type Express, type Response, type Router} from 'express'
import type {Logger} from 'pino'
import {iconOperations, rootOperations} from '../../schemas/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Assets} from '../assets/index.ts'
import type {Auth} from '../auth/index.ts'
import type {Catalog, PutSchema} from '../catalog/index.ts'
import type {Commit, CommitEach, TakeBack} from '../commit/index.ts'
import type {Config} from '../config.ts'
import type {Reader} from '../read/index.ts'
import type {Store} from '../store/index.ts'
import {addRoutes} from './add-routes.ts'
import {serveAssets, type ServedAssets} from './assets-route.ts'
import {asyncApiRoute} from './async-api-route.ts'
import {authRoutes, loginRoute} from './auth-routes.ts'
import {commitRoute} from './commit-route.ts'
import type {Connections} from './connections/index.ts'
import {faviconSvg} from './espalier-mark.ts'
import {eventRoutes} from './event-routes.ts'
import {fixedRoutes} from './fixed-routes.ts'
import {healthRoutes, metricsRoute} from './health-routes.ts'
import {holdConnection} from './hold-connection.ts'
import {identify, requireSession} from './identify.ts'
import {inOrder} from './in-order.ts'
import {createMetrics} from './metrics.ts'
import {noticeProxies} from './notice-proxies.ts'
import {openApiRoutes} from './openapi-routes.ts'
import {routesOf} from './operation.ts'
import {preferencesRoutes} from './preferences-routes.ts'
import {notFound, problemHandler} from './problem-handler.ts'
import {recordRoutes} from './record-routes.ts'
import {refuseCrossOrigin} from './refuse-cross-origin.ts'
import {nameRequest} from './request-id.ts'
import {requireLocalHost} from './require-local-host.ts'
import {schemaRoutes} from './schema-routes.ts'
import {searchRoute} from './search-route.ts'
import {securityHeaders} from './security-headers.ts'
import {signInRoutes, type DemoAccount} from './sign-in-routes.ts'

export interface AppDeps {
  readonly config: Config
  readonly store: Store
  readonly catalog: Catalog
  readonly access: AccessOf
  readonly commit: Commit
  readonly commitEach: CommitEach
  readonly takeBack: TakeBack
  readonly reader: Reader
  readonly putSchema: PutSchema
  readonly auth: Auth
  readonly assets: Assets
  /** What earlier builds have under /assets. Absent: nothing. */
  readonly findFormer?: ServedAssets['findFormer']
  readonly log: Logger
  /** Those of the server that the app is for. */
  readonly connections: Connections
  /** Offered at sign-in, in demo mode alone. */
  readonly demoAccounts: readonly DemoAccount[]
  /** Screens, pages, the designer: each finds the session known, and everything under /api closed to strangers. Bodies are read by `addRoutes`. */
  readonly routers: readonly Router[]
}

export function createApp(deps: AppDeps): Express {
  const {config, store, auth, assets, connections, log} = deps
  const metrics = createMetrics(store)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('strict routing', true)
  app.set('case sensitive routing', true)
  app.set('trust proxy', config.trustProxy.length > 0 ? [...config.trustProxy] : false)

  app.use(inOrder(
    nameRequest,
    metrics.time,
    securityHeaders(config),
    requireLocalHost(config),
    serveAssets({folder: assets.folder, findFormer: deps.findFormer}),
    fixedRoutes([...iconRoutes, ...healthRoutes({store})]),
    noticeProxies(log),
    refuseCrossOrigin(config),
    identify(auth),
    holdConnection(connections),
    fixedRoutes(loginRoute({auth})),
    requireSession,
  ))
  addRoutes(app, [
    ...recordRoutes(deps),
    ...commitRoute(deps),
    ...eventRoutes(deps),
    ...searchRoute(deps),
    ...schemaRoutes(deps),
    ...authRoutes({auth}),
    ...signInRoutes(deps),
    ...preferencesRoutes(deps),
    ...openApiRoutes(deps),
    ...asyncApiRoute(deps),
    ...metricsRoute({metrics, config}),
    ...routesOf(rootOperations, {showRoot: ({response}) => response.redirect(303, '/app')}),
  ])
  for (const router of deps.routers) app.use(router)

  app.use(notFound)
  app.use(problemHandler(deps))
  return app
}

const iconRoutes = routesOf(iconOperations, {showIcon: ({response}) => sendIcon(response), showOldIcon: ({response}) => sendIcon(response)})

function sendIcon(response: Response): void {
  response.setHeader('Cache-Control', 'public, max-age=86400')
  response.setHeader('Content-Type', 'image/svg+xml')
  response.end(faviconSvg)
}
