/** The OpenAPI 3.1 document, made from the schemas in force and from what a caller may do with them. */
import {operations, recordOperations, tags, wireRecordSchema} from '../../../schemas/index.ts'
import {problemResponses, problemSchema} from './components.ts'
import type {OpenApiDocument} from './document.ts'
import {openObjects} from './open-objects.ts'
import {pathsOf} from './paths-of.ts'
import {properName} from './proper-name.ts'
import {patchSchema, recordPaths, writableSchema, type RecordSubject} from './record-paths.ts'

/** Whatever the schemas are. */
const fixedPaths = pathsOf(Object.fromEntries(Object.entries(operations).filter(([id]) => !(id in recordOperations))))

/** `version` names the state of the schemas, `cookie` the session's. */
export function buildOpenApi(subjects: readonly RecordSubject[], {url, version, cookie}: {readonly url: string; readonly version: string; readonly cookie: string}): OpenApiDocument {
  const shown = subjects.filter(subject => subject.may.size > 0)
  return openObjects<OpenApiDocument>({
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {title: 'Espalier', version, description: 'Records, schemas and screens over HTTP. JSON everywhere; unknown fields and parameters are refused; errors are problem+json (RFC 9457) and say what to do.'},
    servers: [{url}],
    security: [{bearer: []}, {cookie: []}],
    tags: [...tags, ...shown.map(({name, readable}) => ({name, description: readable.description ?? `${properName(name, readable).many}.`}))],
    paths: Object.assign({}, fixedPaths, ...shown.map(recordPaths)) as OpenApiDocument['paths'],
    components: {
      schemas: {
        Problem: problemSchema,
        ...Object.fromEntries(shown.flatMap(({name, readable, doc, may}) => {
          const {one} = properName(name, readable)
          const {$id: _id, $schema: _dialect, ...data} = readable
          return [
            [`${name}.record`, {title: one, ...wireRecordSchema, properties: {...wireRecordSchema.properties, data: {$ref: `#/components/schemas/${name}`}}}],
            [name, data],
            ...(may.has('create') || may.has('update') ? [[`${name}.body`, writableSchema(doc, readable)]] : []),
            ...(may.has('update') ? [[`${name}.patch`, patchSchema(writableSchema(doc, readable))]] : []),
          ]
        })),
      },
      responses: problemResponses,
      securitySchemes: {
        bearer: {type: 'http', scheme: 'bearer', description: 'The token of POST /api/v1/auth/login.'},
        cookie: {type: 'apiKey', in: 'cookie', name: cookie, description: 'Set by signing in. Writes must come from the same origin.'},
      },
    },
  })
}
