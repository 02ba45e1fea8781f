/** The schemas in force, and the way to change them. */
import {mayUse} from '../access/index.ts'
import {schemaOperations, type JsonObject} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog, CatalogEntry, PutSchema} from '../catalog/index.ts'
import {NotFound} from '../errors.ts'
import type {Store} from '../store/index.ts'
import {routesOf, type Route} from './operation.ts'
import {holdsAlready, preconditionOf, tagOf} from './preconditions.ts'
import {sendJson} from './send-json.ts'

/** Beside a schema, while records hold one value in a property that must be unique: which they are. */
const duplicatesMember = 'x-duplicates'

export function schemaRoutes({store, catalog, putSchema}: {readonly store: Pick<Store, 'duplicates'>; readonly catalog: Catalog; readonly putSchema: PutSchema}): readonly Route[] {
  return routesOf(schemaOperations, {
    // Whoever may read a schema's records needs to know what they look like.
    listSchemas({actor, response}) {
      const items = catalog.list().filter(entry => mayUse(actor, 'read', entry)).map(({name, version, system, doc}) => ({
        name, title: doc.title, ...(doc['x-plural'] !== undefined && {plural: doc['x-plural']}), ...(doc.description !== undefined && {description: doc.description}), version, system,
      }))
      sendJson(response, 200, {items})
    },

    async getSchema({actor, params, request, response}) {
      const entry = readableEntry(actor, params.name)
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
    },

    async putSchema({actor, params, query, body, request, response}) {
      const mustExist = request.headers['if-match']?.trim() === '*'
      const {name, version, breaks, schema, created} = await putSchema(actor, params.name, withoutDuplicates(body), {acceptBreaks: query.accept === 'breaks', mustExist, ...preconditionOf(request)})
      response.setHeader('ETag', tagOf(version))
      sendJson(response, created ? 201 : 200, {name, version, breaks, schema})
    },
  })

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
