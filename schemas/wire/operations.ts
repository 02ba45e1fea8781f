/** All that is described, in the order of the reference. What browsers alone ask (pages, forms) stands in `page.ts`, too, without a tag. */
import {authOperations} from './auth.ts'
import {commitOperations} from './commit.ts'
import {configOperations} from './config.ts'
import {eventOperations} from './events.ts'
import type {Operation} from './operation.ts'
import {pageOperations} from './page.ts'
import {recordOperations} from './record.ts'
import {releaseOperations} from './release.ts'
import {schemaOperations} from './schema.ts'
import {screenOperations} from './screen.ts'
import {searchOperations} from './search.ts'
import {feedOperations, healthOperations, metricsOperations, referenceOperations} from './system.ts'

export const operations: {readonly [id: string]: Operation} = {
  ...authOperations, ...schemaOperations, ...recordOperations, ...searchOperations, ...commitOperations, ...eventOperations, ...screenOperations, ...pageOperations, ...releaseOperations, ...configOperations, ...healthOperations, ...metricsOperations, ...referenceOperations, ...feedOperations,
}

/** Capitalised, so that no schema's name can be the same. */
export const tags = [
  {name: 'Auth', description: 'Signing in and out.'},
  {name: 'Schemas', description: 'What records look like: JSON Schema 2020-12 with a few hints. The whole system follows a change at once.'},
  {name: 'Records', description: 'Changes of records of any schemas, together.'},
  {name: 'Search', description: 'Full-text search over all that you may read.'},
  {name: 'Screens', description: 'Screens are trees of nodes; their drafts change by steps.'},
  {name: 'Releases', description: 'Publishing is one atomic switch, rolling back another; a hot patch changes what is live and keeps the draft in step.'},
  {name: 'Config', description: 'What else a release holds beside screens, kind by kind: drafts, checks, and what is in force.'},
  {name: 'System', description: 'For whoever runs the server.'},
] as const
