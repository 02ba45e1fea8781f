/** The schemas in force, and the way to change them. */
import {reason, schemaOperations, type JsonObject} from '../../schemas/index.ts'
import type {Access, AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog, PutSchema} from '../catalog/index.ts'
import {problem} from '../errors.ts'
import type {Duplicate, Store} from '../store/index.ts'
import {routesOf, type Route} from './operation.ts'
import {holdsAlready, preconditionOf, tagOf} from './preconditions.ts'
import {sendJson} from './send-json.ts'

/** Beside a schema, while records hold one value in a property that must be unique: which they are. */
const duplicatesMember = 'x-duplicates'

export interface SchemaRouteDeps {readonly store: Pick<Store, 'duplicates' | 'getMany'>; readonly catalog: Catalog; readonly access: AccessOf; readonly putSchema: PutSchema}

export function schemaRoutes({store, catalog, access: {findAccess}, putSchema}: SchemaRouteDeps): readonly Route[] {
  return routesOf(schemaOperations, {
    // Whoever may read a schema's records needs to know what they look like.
    listSchemas({actor, response}) {
      const items = catalog.list().flatMap(one => findAccess(actor, one.name, 'read') ?? []).map(({name, version, system, schema}) => ({
        name, title: schema.title, ...(schema['x-plural'] !== undefined && {plural: schema['x-plural']}), ...(schema.description !== undefined && {description: schema.description}), version, system,
      }))
      sendJson(response, 200, {items})
    },

    async getSchema({actor, params, request, response}) {
      const access = readable(actor, params.name)
      const tag = tagOf(access.version)
      response.setHeader('ETag', tag)
      // They come and go with records, not with the schema's version.
      const duplicates = await duplicatesSeen(access)
      if (duplicates.length === 0 && holdsAlready(request, tag)) {
        response.statusCode = 304
        response.end()
        return
      }
      // Admins change schemas: what they get is what they put.
      const doc = actor.role === 'admin' ? catalog.get(access.name).doc : access.schema
      sendJson(response, 200, duplicates.length === 0 ? doc : {...doc, [duplicatesMember]: duplicates.map(({property, ids}) => ({property, records: ids}))})
    },

    async putSchema({actor, params, query, body, request, response}) {
      const mustExist = request.headers['if-match']?.trim() === '*'
      const {name, version, breaks, schema, created} = await putSchema(actor, params.name, withoutDuplicates(body), {acceptBreaks: query.accept === 'breaks', mustExist, ...preconditionOf(request)})
      response.setHeader('ETag', tagOf(version))
      sendJson(response, created ? 201 : 200, {name, version, breaks, schema})
    },
  })

  /** Of a value that several records hold: those of them that may be seen. */
  async function duplicatesSeen(access: Access): Promise<readonly Duplicate[]> {
    const all = (await store.duplicates(access.name)).filter(({property}) => !access.hidden.has(property))
    if (access.rows === undefined) return all
    const records = await store.getMany(access.name, all.flatMap(({ids}) => ids))
    const seen = new Set(records.filter(access.sees).map(({id}) => id))
    return all.map(({property, ids}) => ({property, ids: ids.filter(id => seen.has(id))})).filter(({ids}) => ids.length > 1)
  }

  function readable(actor: Actor, name: string): Access {
    const access = findAccess(actor, name, 'read')
    if (access) return access
    // The same words whether it is hidden or not there; the nearest name is looked for among what may be seen.
    throw problem('not-found', {why: reason('no-schema-that-you-read', {name: name.slice(0, 80)})})
  }
}

/** What came with a schema that was read may go back with it. */
function withoutDuplicates({[duplicatesMember]: _ignored, ...doc}: JsonObject): JsonObject {
  return doc
}
