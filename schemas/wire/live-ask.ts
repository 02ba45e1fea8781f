/** What a client says on the socket at `/live`. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'
import type {WireLiveMessage} from './live-message.ts'

const topics = {type: 'array', items: {type: 'string'}, description: 'Each is taken or refused by itself.'} as const

/** A message is a literal; its `type` says which. `x-answers`: the messages of the server that answer it. */
export const liveAsks = [
  {
    title: 'Follow topics', description: 'Adds topics to those that the socket follows. Answered after whatever was missed since `since`.',
    'x-answers': ['subscribed', 'refused'],
    type: 'object', additionalProperties: false, required: ['type', 'topics'],
    properties: {
      type: {const: 'subscribe'},
      topics,
      since: {
        type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER,
        description: 'The last `seq` that was seen: what came after it is told first.',
      },
      user: {type: 'string', description: 'The id of the user whose page it is: where somebody else is signed in, the socket is closed.'},
    },
  },
  {
    title: 'Leave topics', description: 'Answered with nothing where it is understood.', 'x-answers': ['refused'],
    type: 'object', additionalProperties: false, required: ['type', 'topics'], properties: {type: {const: 'unsubscribe'}, topics},
  },
  {
    title: 'Ask for a sign of life',
    description: 'Answered once everything before it was told: for clients that cannot see the socket\'s own heartbeat.',
    'x-answers': ['pong', 'refused'],
    type: 'object', additionalProperties: false, required: ['type'], properties: {type: {const: 'ping'}},
  },
] as const satisfies readonly (RecordSchema & {readonly 'x-answers': readonly WireLiveMessage['type'][]})[]

export type LiveAsk = TypeOf<(typeof liveAsks)[number]>
