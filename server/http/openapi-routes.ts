/** The description of the API: for programs, and for people. */
import type {Request, Response} from 'express'
import type {Verb} from '../../schemas/index.ts'
import {mayUse} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Assets} from '../assets/index.ts'
import type {Auth} from '../auth/index.ts'
import type {Catalog} from '../catalog/index.ts'
import type {Config} from '../config.ts'
import {NotFound} from '../errors.ts'
import {localUrl} from '../local-url.ts'
import type {RouteTable} from './add-routes.ts'
import {referencePage} from './docs/index.ts'
import {buildOpenApi, type OpenApiDocument, type RecordSubject} from './openapi/index.ts'
import {sendPage} from './page-shell.ts'
import {queryOf} from './query.ts'
import {actorOf, findActor} from './request-session.ts'
import {sendJson} from './send-json.ts'

export interface OpenApiRouteDeps {
  readonly auth: Pick<Auth, 'cookie'>
  readonly catalog: Catalog
  readonly assets: Assets
  readonly config: Config
}

interface Built {readonly document: OpenApiDocument; readonly json: string; readonly version: string}

const verbs: readonly Verb[] = ['read', 'create', 'update', 'archive', 'purge']

export function openApiRoutes({auth, catalog, assets, config}: OpenApiRouteDeps): RouteTable {
  const built = new Map<string, Built>()
  return {
    '/openapi.json': {get: sendDocument},
    '/docs': {get: showReference},
    '/docs/:group': {get: showReference},
  }

  function sendDocument(request: Request, response: Response): void {
    queryOf(request, [])
    sendJson(response, 200, documentFor(actorOf(request), request.socket.localPort).json)
  }

  function showReference(request: Request<{group?: string}>, response: Response): void {
    queryOf(request, [])
    const actor = findActor(request)
    if (!actor) {
      response.statusCode = 303
      response.setHeader('Location', `/login?next=${encodeURIComponent(request.path)}`)
      response.end()
      return
    }
    const page = referencePage(documentFor(actor, request.socket.localPort).document, request.params.group)
    if (!page) throw new NotFound({detail: 'The reference has no such part. It begins at /docs.'})
    sendPage(response, assets, 200, {...page, kind: 'reference'})
  }

  /** One document for each role, made anew when a schema has changed. The port is the one that is listened on: the system may have chosen it. */
  function documentFor(actor: Actor, port = config.port): Built {
    const entries = catalog.list()
    const version = entries.map(entry => `${entry.name}@${entry.version}`).join(' ')
    const known = built.get(actor.role)
    if (known?.version === version) return known
    const subjects = entries.map((entry): RecordSubject => ({name: entry.name, readable: entry.readable, doc: entry.doc, links: entry.links, may: new Set(verbs.filter(verb => mayUse(actor, verb, entry)))}))
    const document = buildOpenApi(subjects, {url: config.publicUrl?.origin ?? localUrl(config.host, port), version: `1.${entries.reduce((sum, entry) => sum + entry.version, 0)}`, cookie: auth.cookie.name})
    const fresh = {document, json: JSON.stringify(document), version}
    built.set(actor.role, fresh)
    return fresh
  }
}
