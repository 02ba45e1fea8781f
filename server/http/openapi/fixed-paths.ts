/** The calls that are there whatever the schemas are. */
import {
  commitAnswerSchema, commitBodySchema, schemaChangeSchema, schemaItemSchema, screenItemSchema, screenProblemSchema, screenTreeSchema, stepsAnswerSchema, wirePatchedSchema, wireReleaseChangeSchema, wireReleaseSchema, wireRolledBackSchema, wireStepsSchema,
} from '../../../schemas/index.ts'
import {idempotencyParameter, pathParameter, refused, refusedBody} from './components.ts'
import type {Content, Operation, Parameter, Paths, SchemaObject} from './document.ts'

const open: Pick<Operation, 'security'> = {security: []}
const user: SchemaObject = {type: 'object', required: ['id', 'name', 'email', 'role'], properties: {id: {type: 'string'}, name: {type: 'string'}, email: {type: 'string'}, role: {enum: ['admin', 'manager', 'agent', 'readonly']}}}
const releaseId = pathParameter('id', 'The id of the release.')
const screenId = pathParameter('id', 'The id of the screen.')

/** Capitalised, so that no schema's name can be the same. */
export const fixedTags = [
  {name: 'Auth', description: 'Signing in and out.'},
  {name: 'Schemas', description: 'What records look like: JSON Schema 2020-12 with a few hints. The whole system follows a change at once.'},
  {name: 'Records', description: 'Changes of records of any schemas, together.'},
  {name: 'Search', description: 'Full-text search over all that you may read.'},
  {name: 'Screens', description: 'Screens are trees of nodes; their drafts change by steps.'},
  {name: 'Releases', description: 'Publishing is one atomic switch, rolling back another; a hot patch changes what is live and keeps the draft in step.'},
  {name: 'System', description: 'For whoever runs the server.'},
] as const

export const fixedPaths: Paths = {
  '/api/v1/auth/login': {post: {
    operationId: 'login', tags: ['Auth'], summary: 'Sign in', description: 'Sets the session cookie and answers a token for `Authorization: Bearer`.', ...open,
    requestBody: body({type: 'object', required: ['email', 'password'], additionalProperties: false, properties: {email: {type: 'string'}, password: {type: 'string', maxLength: 256}}}, {email: 'admin@demo.test', password: 'espalier'}),
    responses: {200: answer('Signed in.', {type: 'object', required: ['token', 'user'], properties: {token: {type: 'string'}, user}}), ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'TooLarge', 'WrongType', 'TooMany')},
  }},
  '/api/v1/auth/me': {get: {operationId: 'me', tags: ['Auth'], summary: 'Who am I?', responses: {200: answer('You.', user), ...refused('Unauthenticated')}}},
  '/api/v1/auth/logout': {post: {operationId: 'logout', tags: ['Auth'], summary: 'Sign out', description: 'Ends the session at once, everywhere.', responses: {204: {description: 'The session has ended.'}, ...refused('BadRequest', 'Unauthenticated', 'Forbidden')}}},
  '/api/v1/auth/password': {post: {
    operationId: 'changePassword', tags: ['Auth'], summary: 'Change my password', description: 'Ends all other sessions of yours and answers a new token.',
    requestBody: body({type: 'object', required: ['current', 'password'], additionalProperties: false, properties: {current: {type: 'string'}, password: {type: 'string', minLength: 8, maxLength: 256}}}, {current: 'the old one', password: 'a short sentence is good'}),
    responses: {200: answer('Changed.', {type: 'object', required: ['token'], properties: {token: {type: 'string'}}}), ...refused(...refusedBody, 'TooMany')},
  }},
  '/api/v1/schemas': {get: {
    operationId: 'listSchemas', tags: ['Schemas'], summary: 'List schemas', description: 'Those whose records you may read.',
    responses: {200: answer('The schemas.', list(schemaItemSchema)), ...refused('Unauthenticated')},
  }},
  '/api/v1/schemas/{name}': {
    get: {
      operationId: 'getSchema', tags: ['Schemas'], summary: 'Get a schema', description: 'The JSON Schema itself; its version is the ETag. While records hold one value in a property that must be unique, as after a change of the rule, `x-duplicates` names them; a PUT may send it back, and it is ignored.', parameters: [pathParameter('name', 'The name of the schema.')],
      responses: {200: answer('The schema.', {type: 'object'}), 304: {description: 'You hold the newest version.'}, ...refused('Unauthenticated', 'NotFound')},
    },
    put: {
      operationId: 'putSchema', tags: ['Schemas'], summary: 'Create or change a schema', description: 'Refused with 409 when it breaks what is stored, listing each break and how many records it hits; `accept=breaks` does it all the same.',
      parameters: [pathParameter('name', 'Lower case letters, digits and underscores.'), {name: 'accept', in: 'query', description: '`breaks`: I have seen what it breaks.', schema: {enum: ['breaks']}}, {name: 'If-Match', in: 'header', description: 'The version you have seen, in quotes. Refused with 412 when another is in force.', schema: {type: 'string'}, example: '"2"'}],
      requestBody: body({type: 'object', required: ['title', 'type', 'properties']}, {title: 'Project', type: 'object', properties: {name: {type: 'string', title: 'Name', 'x-index': true}, company_id: {type: 'string', title: 'Company', 'x-link': 'company'}}, required: ['name'], 'x-title': ['name']}),
      responses: {201: answer('Created.', schemaChangeSchema), 200: answer('In force.', schemaChangeSchema), ...refused(...refusedBody, 'Conflict', 'Stale')},
    },
  },
  '/api/v1/search': {get: {
    operationId: 'search', tags: ['Search'], summary: 'Search',
    parameters: [query('q', 'The words; each must match, the last one as a beginning.', {type: 'string', maxLength: 200}, 'acme'), query('limit', 'How many at most.', {type: 'integer', minimum: 1, maximum: 100, default: 20}), query('schemas', 'Only in these schemas, separated by commas.', {type: 'string'})],
    responses: {200: answer('The best hits first.', {type: 'object', required: ['items'], properties: {items: {type: 'array', items: {type: 'object', properties: {schema: {type: 'string'}, id: {type: 'string'}, title: {type: 'string'}, text: {type: 'string'}, matches: {type: 'array', description: 'Start and end of each match in `text`.', items: {type: 'array', items: {type: 'integer'}}}}}}}}), ...refused('BadRequest', 'Unauthenticated', 'Forbidden')},
  }},
  '/api/v1/commit': {post: {
    operationId: 'commit', tags: ['Records'], summary: 'Write many records at once', description: 'Up to 1,000 changes of any schemas in one transaction, each with the rights and checks of the call for one record. Refusals name their change.', parameters: [idempotencyParameter],
    requestBody: body(commitBodySchema, {
      changes: [{op: 'create', schema: 'company', id: '5f0c7d1e-6a1b-4c52-9a3e-0c1f0e8a7b6d', data: {name: 'Fir & Sons'}}, {op: 'create', schema: 'contact', data: {last_name: 'Fir', company_id: '5f0c7d1e-6a1b-4c52-9a3e-0c1f0e8a7b6d'}}], mode: 'all',
    }),
    responses: {200: answer('What became of each.', commitAnswerSchema), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable')},
  }},
  '/api/v1/screens': {get: {operationId: 'listScreens', tags: ['Screens'], summary: 'List screens', parameters: [query('state', '`live`: not archived; `archived`: those that can be restored; or `all`.', {enum: ['live', 'archived', 'all'], default: 'live'})], responses: {200: answer('The screens. `paths.live`: the path of the live page; `paths.former`: those it had earlier, whose addresses lead on to there (307).', list(screenItemSchema)), ...refused('BadRequest', 'Unauthenticated', 'Forbidden')}}},
  '/api/v1/screens/{id}': {get: {
    operationId: 'getScreen', tags: ['Screens'], summary: 'Get a screen', parameters: [screenId, query('at', '`draft`, `live`, or the id of a release.', {type: 'string', default: 'draft'})],
    responses: {200: answer('The screen and its nodes in document order.', screenTreeSchema), ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound')},
  }},
  '/api/v1/screens/{id}/steps': {post: {
    operationId: 'editScreen', tags: ['Screens'], summary: 'Edit a draft', description: 'Steps that were made on an older draft (`base`) are carried over to the newest one.', parameters: [screenId],
    requestBody: body({type: 'object', required: ['steps'], additionalProperties: false, properties: {base: {type: 'string', description: 'The hash that the steps were made on.'}, steps: wireStepsSchema}}, {base: '9f2c…', steps: [{type: 'set', id: '0190…', path: ['props', 'title'], value: 'Customers'}]}),
    responses: {200: answer('The steps as accepted, and the new hash.', stepsAnswerSchema), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Unprocessable')},
  }},
  '/api/v1/screens/{id}/check': {post: {operationId: 'checkScreen', tags: ['Screens'], summary: 'Check a draft', description: 'Everything that would stop a publish, node by node.', parameters: [screenId], responses: {200: answer('The problems; errors stop a publish, warnings do not.', {type: 'object', required: ['problems'], properties: {problems: {type: 'array', items: screenProblemSchema}}}), ...refused('Unauthenticated', 'Forbidden', 'NotFound')}}},
  '/api/v1/screens/{id}/restore': {post: {
    operationId: 'restoreScreen', tags: ['Screens'], summary: 'Restore an archived screen', description: 'At another path where its own is taken by now. Visitors see it after the next publish.', parameters: [screenId],
    requestBody: {...body({type: 'object', additionalProperties: false, properties: {path: {type: 'string'}}}, {path: '/orders-of-old'}), required: false},
    responses: {200: answer('The screen, as in the list.', screenItemSchema), ...refused(...refusedBody, 'NotFound', 'Conflict')},
  }},
  '/api/v1/screens/{id}/rolled-back': {get: {
    operationId: 'listRolledBack', tags: ['Screens'], summary: 'List rolled back hot patches that stand in the draft', description: 'The next publish of the screen brings them back, unless `takeBack` is applied to its draft.', parameters: [screenId],
    responses: {200: answer('The hot patches, newest first.', list(wireRolledBackSchema)), ...refused('Unauthenticated', 'Forbidden', 'NotFound')},
  }},
  '/api/v1/screens/{id}/page': {get: {
    operationId: 'resolvePage', tags: ['Screens'], summary: 'Resolve a page', description: 'A screen with its data, as you would see it: what the designer draws.',
    parameters: [screenId, query('at', '`draft`, `live`, or the id of a release.', {type: 'string', default: 'draft'}), query('path', 'The path with its parameters filled in.', {type: 'string'}), query('query', 'The query string of the page.', {type: 'string'})],
    responses: {200: answer('The page.', {type: 'object'}), ...refused('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound')},
  }},
  '/api/v1/snippets': {get: {operationId: 'listSnippets', tags: ['Screens'], summary: 'List snippets', description: 'What can stand on a screen: the manifests.', responses: {200: answer('The manifests.', list({type: 'object'})), ...refused('Unauthenticated', 'Forbidden')}}},
  '/api/v1/releases': {
    get: {operationId: 'listReleases', tags: ['Releases'], summary: 'List releases', description: 'Newest first.', parameters: [query('limit', 'How many at most.', {type: 'integer', minimum: 1, maximum: 200, default: 50})], responses: {200: answer('The releases.', list(wireReleaseSchema)), ...refused('BadRequest', 'Unauthenticated', 'Forbidden')}},
    post: {
      operationId: 'publish', tags: ['Releases'], summary: 'Publish', description: 'All screens that differ from what is live, or those named; all of them or none.',
      requestBody: body({type: 'object', additionalProperties: false, properties: {screens: {type: 'array', items: {type: 'string'}}, note: {type: 'string'}}}, {note: 'Customers, with search'}),
      responses: {200: answer('Nothing differed from what is live.', wireReleaseSchema), 201: answer('Live.', wireReleaseSchema), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Unprocessable')},
    },
  },
  '/api/v1/releases/{id}': {get: {
    operationId: 'getRelease', tags: ['Releases'], summary: 'Get a release', description: 'And what it changed against the one before, by steps per screen.', parameters: [releaseId],
    responses: {200: answer('The release and its changes.', {type: 'object', required: ['release', 'changes'], properties: {release: wireReleaseSchema, changes: {type: 'array', items: wireReleaseChangeSchema}}}), ...refused('Unauthenticated', 'Forbidden', 'NotFound')},
  }},
  '/api/v1/releases/{id}/rollback': {post: {operationId: 'rollback', tags: ['Releases'], summary: 'Roll back to a release', description: 'A new release with the trees of an earlier one. Drafts stay as they are; `drafts` names what of rolled back hot patches stands in them, and with `takeBack` it is taken out.', parameters: [releaseId], requestBody: {...body({type: 'object', additionalProperties: false, properties: {note: {type: 'string'}, takeBack: {type: 'boolean', default: false}}}, {note: 'Too soon'}), required: false}, responses: {201: answer('Live.', {...wireReleaseSchema, required: [...wireReleaseSchema.required, 'drafts'], properties: {...wireReleaseSchema.properties, drafts: {type: 'array', items: wireRolledBackSchema}}}), ...refused(...refusedBody, 'NotFound', 'Conflict')}}},
  '/api/v1/nodes/{id}/patch': {post: {
    operationId: 'patchNode', tags: ['Releases'], summary: 'Patch a live node', description: 'Changes what is live at once, as a release of its own, and the draft with it.', parameters: [pathParameter('id', 'The id of the node.')],
    requestBody: body({type: 'object', required: ['steps'], additionalProperties: false, properties: {steps: wireStepsSchema, note: {type: 'string'}}}, {steps: [{type: 'set', id: '0190…', path: ['props', 'title'], value: 'Customers'}], note: 'Better word'}),
    responses: {200: answer('Live; or nothing, where the screen was that way already.', wirePatchedSchema), ...refused(...refusedBody, 'NotFound', 'Conflict', 'Unprocessable')},
  }},
  '/healthz': {get: {operationId: 'alive', tags: ['System'], summary: 'Is the process alive?', ...open, responses: {200: answer('It is.', {type: 'object'})}}},
  '/readyz': {get: {operationId: 'ready', tags: ['System'], summary: 'May it be sent requests?', ...open, responses: {200: answer('It may.', {type: 'object'}), 503: answer('Not now.', {type: 'object'})}}},
  '/metrics': {get: {operationId: 'metrics', tags: ['System'], summary: 'Figures', description: 'In the text format of Prometheus; for admins, and for whoever sends the token that was set for it as a bearer token.', responses: {200: {description: 'The figures.', content: {'text/plain': {schema: {type: 'string'}}}}, ...refused('Forbidden')}}},
}

function body(schema: SchemaObject, example: unknown): NonNullable<Operation['requestBody']> {
  return {required: true, content: {'application/json': {schema, example}}}
}

function answer(description: string, schema: SchemaObject): {readonly description: string; readonly content: Content} {
  return {description, content: {'application/json': {schema}}}
}

function list(items: SchemaObject): SchemaObject {
  return {type: 'object', required: ['items'], properties: {items: {type: 'array', items}}}
}

function query(name: string, description: string, schema: SchemaObject, example?: unknown): Parameter {
  return {name, in: 'query', description, schema, ...(example !== undefined && {example})}
}
