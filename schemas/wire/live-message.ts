/** What the server says on the socket at `/live`. `P`: a step on a page's nodes, `D`: on a draft's; both types stand above this folder. */
import type {JsonObject} from '../json.ts'
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'
import {wireReleaseSchema} from './release.ts'
import {acceptedStepsSchema} from './step.ts'

const text = {type: 'string'} as const
const seq = {type: 'integer', minimum: 0, description: 'The last event that the message covers.'} as const
/** `reason` says in words what `code` and `params` say. */
const why = {required: ['code', 'params', 'reason'], properties: {code: text, params: {type: 'object'}, reason: text}} as const
const hash = {type: 'string', description: 'Of a tree.'} as const

/** A message is a literal; its `type` says which. */
export const liveMessages = [
  {
    title: 'Topics are followed', description: 'Comes after whatever was missed, so that `seq` is a promise: everything up to it was told.',
    type: 'object', required: ['type', 'topics', 'refused', 'seq'],
    properties: {
      type: {const: 'subscribed'},
      topics: {type: 'array', items: text},
      refused: {type: 'array', items: {type: 'object', required: ['topic', ...why.required], properties: {topic: text, ...why.properties}}},
      seq,
    },
  },
  {
    title: 'A page changed',
    description: '`steps` are on its nodes as you may see them, none where only others have changed. A page that is not at `from` is to be fetched anew.',
    type: 'object', required: ['type', 'topic', 'screen', 'from', 'to', 'steps', 'seq'],
    properties: {
      type: {const: 'screen-swapped'}, topic: text, screen: {type: 'string', description: 'The path of the page.'},
      from: hash, to: hash, steps: acceptedStepsSchema, seq,
    },
  },
  {
    title: 'Records changed', description: 'One message for each commit and schema. Nothing of what is in the records.',
    type: 'object', required: ['type', 'schema', 'changes', 'seq'],
    properties: {
      type: {const: 'records-changed'},
      schema: text,
      changes: {
        type: 'array',
        items: {
          type: 'object', required: ['id', 'rev', 'op'],
          properties: {
            id: text, rev: {type: 'integer', minimum: 1},
            op: {enum: ['create', 'update', 'archive', 'restore', 'remove', 'purge']},
          },
        },
      },
      more: {type: 'integer', minimum: 1, description: 'How many changes of the same commit are not listed.'},
      seq,
    },
  },
  {
    title: 'A draft changed', description: 'The steps as they were accepted.',
    type: 'object', required: ['type', 'screen', 'from', 'to', 'steps', 'by', 'seq'],
    properties: {
      type: {const: 'draft-changed'}, screen: {type: 'string', description: 'Its id.'},
      from: hash, to: hash, steps: acceptedStepsSchema, by: {type: 'string', description: 'The id of a user.'}, seq,
    },
  },
  {
    title: 'A release is live', description: 'Published, patched or rolled back.',
    type: 'object', required: ['type', 'release', 'seq'], properties: {type: {const: 'release-published'}, release: wireReleaseSchema, seq},
  },
  {
    title: 'Fetch anew', description: 'What stands under `topic`, or everything where there is none.',
    type: 'object', required: ['type', 'seq'], properties: {type: {const: 'resync'}, topic: text, seq},
  },
  {
    title: 'A sign of life', description: 'Comes by itself: a line that falls silent is dead.',
    type: 'object', required: ['type', 'seq'], properties: {type: {const: 'beat'}, seq},
  },
  {
    title: 'An answer to ping', description: 'Everything that happened before the `ping` was told.',
    type: 'object', required: ['type', 'seq'], properties: {type: {const: 'pong'}, seq},
  },
  {
    title: 'Not understood', description: 'Nothing was done.',
    type: 'object', required: ['type', ...why.required, 'seq'], properties: {type: {const: 'refused'}, ...why.properties, seq},
  },
  {
    title: 'A snippet was saved', description: 'To everybody, while developing.',
    type: 'object', required: ['type', 'name', 'url', 'seq'],
    properties: {type: {const: 'snippet-changed'}, name: text, url: {type: 'string', description: 'Of its script.'}, seq},
  },
  {
    title: 'A snippet was saved that does not work', description: 'To everybody, while developing. The one before stays in force.',
    type: 'object', required: ['type', 'name', 'message', 'seq'],
    properties: {type: {const: 'snippet-broken'}, name: text, message: text, seq},
  },
] as const satisfies readonly RecordSchema[]

type Told = TypeOf<(typeof liveMessages)[number]>
type WithSteps<M, S> = Omit<M, 'steps'> & {readonly steps: readonly S[]}
type Swapped = Extract<Told, {readonly type: 'screen-swapped'}>
type DraftChanged = Extract<Told, {readonly type: 'draft-changed'}>

export type WireLiveMessage<P = JsonObject, D = JsonObject> =
  Exclude<Told, Swapped | DraftChanged> | WithSteps<Swapped, P> | WithSteps<DraftChanged, D>
