/** Releases, hot patches and what they changed, as they are answered. `S`: a step, whose type stands above this folder. */
import type {JsonObject} from '../json.ts'
import type {TypeOf} from '../type-of.ts'
import {itemsOf, jsonBody} from './json-body.ts'
import {smallBody, stepsBody} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody, refusedRead} from './refusals.ts'
import {acceptedStepsSchema, sampleStep, wireStepsSchema} from './step.ts'

const text = {type: 'string'} as const
const hash = {type: 'string', description: 'Of a tree.'} as const

export const wireMisfitSchema = {
  type: 'object',
  description: 'At a node of a screen, or in a config item.',
  required: ['code', 'params', 'pointer', 'message'],
  properties: {
    code: text, params: {type: 'object', description: 'What the code speaks of.'},
    pointer: {type: 'string', description: 'Into the node, or the document.'}, message: text, hint: text, severity: {const: 'error'},
    screen: {type: 'string', description: 'Its id.'}, path: {type: 'string', description: 'Of the screen.'},
    node: {type: 'string', description: 'Its id.'},
    item: {type: 'string', description: '<kind>/<key>'},
  },
} as const
export type WireMisfit = TypeOf<typeof wireMisfitSchema>

export const wireReleaseSchema = {
  type: 'object',
  required: ['id', 'number', 'kind', 'note', 'at', 'by', 'screens', 'hash', 'before', 'live'],
  properties: {
    id: text,
    number: {type: 'integer', minimum: 1, description: '1, 2, 3, …: the greatest is live.'},
    kind: {enum: ['publish', 'hotpatch', 'rollback']},
    note: text,
    at: {type: 'string', format: 'date-time'},
    by: {type: 'string', description: 'The id of a user.'},
    screens: {type: 'object', description: 'Screen id to the hash of its tree.', additionalProperties: {type: 'string'}},
    items: {
      type: 'object', additionalProperties: {type: 'string'},
      description: 'Config item (`<kind>/<key>`) to the hash of its document, of the kinds that you may edit. Not in lists.',
    },
    snippets: {
      type: 'object', additionalProperties: {type: 'string'},
      description: 'Each snippet that stands in the trees, to the hash of its code. Not in lists, nor of releases that older versions made.',
    },
    schemas: {
      type: 'object', additionalProperties: {type: 'integer'},
      description: 'Each schema that trees and items speak of, to the version that they were checked against. Where `snippets` is.',
    },
    misfits: {
      type: 'array', items: wireMisfitSchema,
      description: 'What did not fit the schemas and snippets when the release was made: it came back with a rollback, or stood before. '
        + 'Where `snippets` is.',
    },
    hash: {
      type: 'string',
      description: 'SHA-256 of the canonical JSON of `screens`, `items`, `snippets` and `schemas`: what is in force, in one word.',
    },
    before: {type: ['string', 'null'], description: 'The release before it.'},
    of: {type: 'string', description: 'The release that a rollback went back to.'},
    live: {type: 'boolean'},
  },
} as const
export type WireRelease = TypeOf<typeof wireReleaseSchema>

export const wireReleaseChangeSchema = {
  type: 'object',
  required: ['screen', 'path', 'title', 'kind', 'from', 'to', 'steps', 'settings'],
  properties: {
    screen: {type: 'string', description: 'Its id.'}, path: text, title: text, kind: {enum: ['added', 'removed', 'changed']},
    from: {type: ['string', 'null'], description: 'The hash before it; null where there was none.'}, to: {type: ['string', 'null'], description: 'The hash after it.'},
    steps: acceptedStepsSchema,
    settings: {type: 'boolean', description: 'Whether the screen\'s own settings changed.'},
  },
} as const
export type WireReleaseChange<S = JsonObject> = WithSteps<TypeOf<typeof wireReleaseChangeSchema>, 'steps', S>

export const wireItemChangeSchema = {
  type: 'object',
  required: ['kind', 'key', 'change', 'from', 'to'],
  properties: {
    kind: text, key: text, change: {enum: ['added', 'removed', 'changed']},
    from: {type: ['string', 'null'], description: 'The hash before it; null where there was none.'},
    to: {type: ['string', 'null'], description: 'The hash after it.'},
    before: {type: ['object', 'null'], description: 'The document before it, where you may edit the kind.'},
    after: {type: ['object', 'null'], description: 'The document after it, where you may edit the kind.'},
  },
} as const
export type WireItemChange = TypeOf<typeof wireItemChangeSchema>

export const wireRolledBackSchema = {
  type: 'object',
  description: 'A hot patch that was rolled back and still stands in a draft.',
  required: ['screen', 'path', 'title', 'release', 'number', 'note', 'steps', 'takeBack'],
  properties: {
    screen: {type: 'string', description: 'Its id.'}, path: text, title: text, release: {type: 'string', description: 'The hot patch.'}, number: {type: 'integer', minimum: 1}, note: text,
    steps: {...acceptedStepsSchema, description: 'What of it stands there.'},
    takeBack: {...acceptedStepsSchema, description: 'What takes it out of the draft, but for what something was built on since.'},
  },
} as const
export type WireRolledBack<S = JsonObject> = WithSteps<TypeOf<typeof wireRolledBackSchema>, 'steps' | 'takeBack', S>

export const wirePatchedSchema = {
  type: 'object',
  required: ['release', 'screen', 'from', 'to', 'steps', 'draft', 'seq'],
  properties: {
    release: wireReleaseSchema,
    screen: {type: 'string', description: 'Its id.'},
    from: hash,
    to: hash,
    steps: acceptedStepsSchema,
    draft: {enum: ['rebased', 'unchanged', 'conflict'], description: '`rebased`: the draft took the same steps. `unchanged`: it was that way already. `conflict`: they do not fit there, so the next publish takes the draft\'s way.'},
    seq: {type: 'integer', minimum: 0},
  },
} as const
export type WirePatched<S = JsonObject> = WithSteps<TypeOf<typeof wirePatchedSchema>, 'steps', S>

type WithSteps<T, K extends keyof T, S> = Omit<T, K> & {readonly [key in K]: readonly S[]}

const id = {id: 'The id of the release.'} as const
const note = {type: 'string', maxLength: 2_000} as const

const aboutRolledBackSchema = {
  description: 'What becomes of hot patches that were rolled back and still stand in these drafts: `takeBack` takes them out of the drafts '
    + 'first; `keep` publishes again those that it names, and is refused where another one stands there.',
  anyOf: [
    {const: 'takeBack'},
    {
      type: 'object', additionalProperties: false, required: ['keep'],
      properties: {keep: {type: 'array', maxItems: 1_000, items: text, description: 'The ids of their releases.'}},
    },
  ],
} as const
export type AboutRolledBack = TypeOf<typeof aboutRolledBackSchema>

const publishBody = {
  type: 'object', additionalProperties: false,
  properties: {
    screens: {type: 'array', minItems: 1, maxItems: 1_000, items: text, description: 'Their ids.'},
    items: {type: 'array', minItems: 1, maxItems: 1_000, items: text, description: 'Config items, each as `<kind>/<key>`.'},
    note,
    rolledBack: aboutRolledBackSchema,
  },
} as const

export const releaseOperations = {
  listReleases: {
    method: 'get', path: '/api/v1/releases', tag: 'Releases', who: 'manager', summary: 'List releases', description: 'Newest first.',
    query: {limit: {type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'How many at most.'}},
    answers: {200: {description: 'The releases.', schema: itemsOf(wireReleaseSchema)}},
    refused: refusedRead,
  },
  publish: {
    method: 'post', path: '/api/v1/releases', tag: 'Releases', who: 'admin', summary: 'Publish',
    description: 'All screens and config items whose drafts differ from what is live; or those named, and nothing else. All of them or none. '
      + 'Refused with 409 `rolled-back-patches` while a draft among them still holds a hot patch that was rolled back, until `rolledBack` says '
      + 'what becomes of it, and after `takeBack` where something was built on one so that it cannot go by itself.',
    body: {...jsonBody(publishBody, smallBody, {note: 'Customers, with search'}), optional: true},
    answers: {200: {description: 'Nothing differed from what is live.', schema: wireReleaseSchema}, 201: {description: 'Live.', schema: wireReleaseSchema, headers: ['Location']}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'],
  },
  getRelease: {
    method: 'get', path: '/api/v1/releases/{id}', tag: 'Releases', who: 'manager', summary: 'Get a release', params: id,
    description: 'And what it changed against the one before: screens by steps, config items by their documents.',
    answers: {200: {description: 'The release and its changes.', schema: {
      type: 'object', required: ['release', 'changes', 'items'],
      properties: {
        release: wireReleaseSchema, changes: {type: 'array', items: wireReleaseChangeSchema}, items: {type: 'array', items: wireItemChangeSchema},
      },
    }}},
    refused: [...refusedRead, 'NotFound'],
  },
  rollback: {
    method: 'post', path: '/api/v1/releases/{id}/rollback', tag: 'Releases', who: 'admin', summary: 'Roll back to a release', params: id,
    description: 'A new release with the screens and config items of an earlier one. `misfits` names what of it no longer fits the schemas and '
      + 'snippets of now. Drafts stay as they are; `drafts` names what of rolled back hot patches stands in them, and with `takeBack` it is '
      + 'taken out.',
    body: {...jsonBody({type: 'object', additionalProperties: false, properties: {note, takeBack: {type: 'boolean', default: false}}}, smallBody, {note: 'Too soon'}), optional: true},
    answers: {201: {description: 'Live.', headers: ['Location'], schema: {
      ...wireReleaseSchema, required: [...wireReleaseSchema.required, 'drafts'], properties: {...wireReleaseSchema.properties, drafts: {type: 'array', items: wireRolledBackSchema}},
    }}},
    refused: [...refusedBody, 'NotFound', 'Conflict'],
  },
  patchNode: {
    method: 'post', path: '/api/v1/nodes/{id}/patch', tag: 'Releases', who: 'admin', summary: 'Patch a live node', params: {id: 'The id of the node.'},
    description: 'Changes what is live at once, as a release of its own, and the draft with it.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['steps'], properties: {steps: wireStepsSchema, note}}, stepsBody, {steps: [sampleStep], note: 'Better word'}),
    answers: {200: {description: 'Live; or nothing, where the screen was that way already.', schema: wirePatchedSchema}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Unprocessable'],
  },
} as const satisfies Operations
