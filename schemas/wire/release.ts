/** Releases, hot patches and what they changed, as they are answered. `S`: a step, whose type stands above this folder. */
import type {JsonObject} from '../json.ts'
import type {TypeOf} from '../type-of.ts'
import {acceptedStepsSchema} from './step.ts'

const text = {type: 'string'} as const
const hash = {type: 'string', description: 'Of a tree.'} as const

export const wireReleaseSchema = {
  type: 'object',
  required: ['id', 'number', 'kind', 'note', 'at', 'by', 'screens', 'before', 'live'],
  properties: {
    id: text,
    number: {type: 'integer', minimum: 1, description: '1, 2, 3, …: the greatest is live.'},
    kind: {enum: ['publish', 'hotpatch', 'rollback']},
    note: text,
    at: {type: 'string', format: 'date-time'},
    by: {type: 'string', description: 'The id of a user.'},
    screens: {type: 'object', description: 'Screen id to the hash of its tree.', additionalProperties: {type: 'string'}},
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

export const wireRolledBackSchema = {
  type: 'object',
  description: 'A hot patch that was rolled back and still stands in a draft.',
  required: ['screen', 'path', 'title', 'release', 'number', 'note', 'steps', 'takeBack'],
  properties: {
    screen: {type: 'string', description: 'Its id.'}, path: text, title: text, release: {type: 'string', description: 'The hot patch.'}, number: {type: 'integer', minimum: 1}, note: text,
    steps: {...acceptedStepsSchema, description: 'What of it stands there.'},
    takeBack: {...acceptedStepsSchema, description: 'What takes it out of the draft.'},
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
