/** The schemas in force, and the way to change them. */
import type {Request, Response} from 'express'
import {mayUse} from '../access/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog, CatalogEntry, PutSchema} from '../catalog/index.ts'
import {NotFound} from '../errors.ts'
import type {Store} from '../store/index.ts'
import type {RouteTable} from './add-routes.ts'
import {recordBody} from './body-rule.ts'
import {objectBody} from './object-body.ts'
import {holdsAlready, preconditionOf, tagOf} from './preconditions.ts'
import {oneOf, queryOf} from './query.ts'
import {actorOf} from './request-session.ts'
import {sendJson} from './send-json.ts'

/** Beside a schema, while records hold one value in a property that must be unique: which they are. */
const duplicatesMember = 'x-duplicates'

type NameRequest = Request<{name: string}>

export function schemaRoutes({store, catalog, putSchema}: {readonly store: Pick<Store, 'duplicates'>; readonly catalog: Catalog; readonly putSchema: PutSchema}): RouteTable {
  return {
    '/api/v1/schemas': {get: list},
    '/api/v1/schemas/:name': {get: getOne, put: {body: recordBody, handle: put}},
  }

  /** Whoever may read a schema's records needs to know what they look like. */
  function list(request: Request, response: Response): void {
    queryOf(request, [])
    const actor = actorOf(request)
    const items = catalog.list().filter(entry => mayUse(actor, 'read', entry)).map(({name, version, system, doc}) => ({
      name, title: doc.title, ...(doc['x-plural'] !== undefined && {plural: doc['x-plural']}), ...(doc.description !== undefined && {description: doc.description}), version, system,
    }))
    sendJson(response, 200, {items})
  }

  async function getOne(request: NameRequest, response: Response): Promise<void> {
    queryOf(request, [])
    const actor = actorOf(request)
    const entry = readableEntry(actor, request.params.name)
    const tag = tagOf(entry.version)
    response.setHeader('ETag', tag)
    // They come and go with records, not with the schema's version.
    const duplicates = (await store.duplicates(entry.name)).filter(({property}) => !entry.secrets.has(property))
    if (duplicates.length === 0 && holdsAlready(request, tag)) {
      response.statusCode = 304
      response.end()
      return
    }
    // Admins change schemas: what they get is what they put.
    const doc = actor.role === 'admin' ? entry.doc : entry.readable
    sendJson(response, 200, duplicates.length === 0 ? doc : {...doc, [duplicatesMember]: duplicates.map(({property, ids}) => ({property, records: ids}))})
  }

  async function put(request: NameRequest, response: Response): Promise<void> {
    const {accept} = queryOf(request, ['accept'])
    const acceptBreaks = oneOf('accept', accept, ['breaks']) === 'breaks'
    const mustExist = request.headers['if-match']?.trim() === '*'
    const sent = withoutDuplicates(objectBody(request.body))
    const {name, version, breaks, schema, created} = await putSchema(actorOf(request), request.params.name, sent, {acceptBreaks, mustExist, ...preconditionOf(request)})
    response.setHeader('ETag', tagOf(version))
    sendJson(response, created ? 201 : 200, {name, version, breaks, schema})
  }

  function readableEntry(actor: Actor, name: string): CatalogEntry {
    const entry = catalog.find(name)
    if (entry && mayUse(actor, 'read', entry)) return entry
    // The same words whether it is hidden or not there; the nearest name is looked for among what may be seen.
    throw new NotFound({detail: `There is no schema "${name.slice(0, 80)}". GET /api/v1/schemas lists those that you may read.`})
  }
}

/** What came with a schema that was read may go back with it. */
function withoutDuplicates({[duplicatesMember]: _ignored, ...doc}: JsonObject): JsonObject {
  return doc
}
