/** The description of the API: for programs, and for people. */
import type {Request, Response} from 'express'
import {reason, referenceOperations} from '../../schemas/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Assets} from '../assets/index.ts'
import type {Auth} from '../auth/index.ts'
import type {Catalog} from '../catalog/index.ts'
import type {Config} from '../config.ts'
import {problem} from '../errors.ts'
import {localUrl} from '../local-url.ts'
import {referencePage} from './docs/index.ts'
import {buildOpenApi, subjectOf, type OpenApiDocument} from './openapi/index.ts'
import {routesOf, type Route} from './operation.ts'
import {sendPage} from './page-shell.ts'
import {sendJson} from './send-json.ts'

export interface OpenApiRouteDeps {
  readonly auth: Pick<Auth, 'cookie'>
  readonly catalog: Catalog
  readonly access: AccessOf
  readonly assets: Assets
  readonly config: Config
}

interface Built {readonly document: OpenApiDocument; readonly json: string; readonly version: string}

export function openApiRoutes({auth, catalog, access: {accessOf}, assets, config}: OpenApiRouteDeps): readonly Route[] {
  const built = new Map<string, Built>()
  return routesOf(referenceOperations, {
    getOpenApi: ({actor, request, response}) => sendJson(response, 200, documentFor(actor, request.socket.localPort).json),
    showReference: ({actor, request, response}) => showReference(actor, request, response),
    showReferenceOf: ({actor, params, request, response}) => showReference(actor, request, response, params.group),
  })

  function showReference(actor: Actor | undefined, request: Request, response: Response, group?: string): void {
    if (!actor) {
      response.statusCode = 303
      response.setHeader('Location', `/login?next=${encodeURIComponent(request.path)}`)
      response.end()
      return
    }
    const page = referencePage(documentFor(actor, request.socket.localPort).document, group)
    if (!page) throw problem('not-found', {why: reason('no-such-part')})
    sendPage(response, assets, 200, {...page, kind: 'reference'})
  }

  /** One document for each role, made anew when a schema has changed. The port is the one that is listened on: the system may have chosen it. */
  function documentFor(actor: Actor, port = config.port): Built {
    const entries = catalog.list()
    const accesses = entries.map(({name}) => accessOf(actor, name))
    const version = accesses.map(one => `${one.name}@${one.version} ${one.shape} ${one.rows === undefined}`).join(', ')
    const known = built.get(actor.role)
    if (known?.version === version) return known
    const document = buildOpenApi(accesses.map(subjectOf), {url: config.publicUrl?.origin ?? localUrl(config.host, port), version: `1.${entries.reduce((sum, entry) => sum + entry.version, 0)}`, cookie: auth.cookie.name})
    const fresh = {document, json: JSON.stringify(document), version}
    built.set(actor.role, fresh)
    return fresh
  }
}
