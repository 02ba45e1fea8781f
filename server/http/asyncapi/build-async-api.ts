/** The AsyncAPI 3.0 document of `/live`, made from the literals that the server checks by and both sides take their types from. */
import {liveAsks, liveBounds, liveCloseCodes, liveMessages, liveTopics} from '../../../schemas/index.ts'

export interface Reference {readonly $ref: string}

/** The parts that we write. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0'
  readonly info: {readonly title: string; readonly version: string; readonly description: string}
  readonly defaultContentType: 'application/json'
  readonly servers: {readonly here: {
    readonly host: string
    readonly protocol: 'ws' | 'wss'
    readonly description: string
    readonly security: readonly Reference[]
  }}
  readonly channels: {readonly live: {
    readonly address: '/live'
    readonly title: string
    readonly description: string
    readonly servers: readonly Reference[]
    readonly messages: {readonly [type: string]: Reference}
    readonly bindings: {readonly ws: {readonly method: 'GET'; readonly bindingVersion: '0.1.0'}}
  }}
  readonly operations: {readonly [name: string]: Operation}
  readonly components: {
    readonly messages: {readonly [type: string]: Message}
    readonly schemas: {readonly [name: string]: object}
    readonly securitySchemes: {readonly [name: string]: object}
  }
}

/** `receive`: clients say it. `send`: the server does. */
export interface Operation {
  readonly action: 'send' | 'receive'
  readonly channel: Reference
  readonly title: string
  readonly summary: string
  readonly messages: readonly Reference[]
  readonly reply?: {readonly channel: Reference; readonly messages: readonly Reference[]}
}

export interface Message {readonly name: string; readonly title: string; readonly summary: string; readonly payload: object}

type Literal = (typeof liveAsks)[number] | (typeof liveMessages)[number]

const channel: Reference = {$ref: '#/channels/live'}
const messageOf = (type: string): Reference => ({$ref: `#/channels/live/messages/${type}`})
const typeOf = ({properties}: Literal): string => properties.type.const

/** `url`: the server's. `cookie`: the session's name. */
export function buildAsyncApi({url, cookie}: {readonly url: string; readonly cookie: string}): AsyncApiDocument {
  const {host, protocol} = new URL(url)
  const literals: readonly Literal[] = [...liveAsks, ...liveMessages]
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Espalier: the live feed', version: '1',
      description: 'What happens to records, pages, drafts and releases, as it happens, under your rights. `/openapi.json` describes the calls.',
    },
    defaultContentType: 'application/json',
    servers: {here: {
      host, protocol: protocol === 'https:' ? 'wss' : 'ws',
      security: [{$ref: '#/components/securitySchemes/bearer'}, {$ref: '#/components/securitySchemes/cookie'}],
      description: 'Programs send a bearer token, and no `Origin`; a browser\'s cookie counts from our own pages alone.',
    }},
    channels: {live: {
      address: '/live', title: 'The live feed', description: channelText, servers: [{$ref: '#/servers/here'}],
      messages: Object.fromEntries(literals.map(literal => [typeOf(literal), {$ref: `#/components/messages/${typeOf(literal)}`}])),
      bindings: {ws: {method: 'GET', bindingVersion: '0.1.0'}},
    }},
    operations: {
      ...Object.fromEntries(liveAsks.map(ask => [typeOf(ask), {
        action: 'receive', channel, title: ask.title, summary: ask.description, messages: [messageOf(typeOf(ask))],
        reply: {channel, messages: ask['x-answers'].map(messageOf)},
      }])),
      tell: {
        action: 'send', channel, title: 'What is told', summary: 'Answers, and what happens to what the socket follows, in the order of `seq`.',
        messages: liveMessages.map(literal => messageOf(typeOf(literal))),
      },
    },
    components: {
      messages: Object.fromEntries(literals.map(literal => [typeOf(literal), {
        name: typeOf(literal), title: literal.title, summary: literal.description, payload: payloadOf(literal),
      }])),
      schemas: {topic: {title: 'Topic', type: 'string', oneOf: Object.values(liveTopics).map(({form, description, pattern, maxLength, tells}) => (
        {title: form, pattern, maxLength, description: `${description} Tells ${coded(tells)}.`}
      ))}},
      securitySchemes: {
        bearer: {type: 'http', scheme: 'bearer', description: 'The token of POST /api/v1/auth/login.'},
        cookie: {type: 'httpApiKey', in: 'cookie', name: cookie, description: 'Set by signing in.'},
      },
    },
  }
}

/** The schema alone: what it is called stands beside it. */
function payloadOf(literal: Literal): object {
  const {type, required, properties} = literal
  return {type, required, properties, ...('additionalProperties' in literal && {additionalProperties: literal.additionalProperties})}
}

const coded = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(', ')

const channelText = [
  'One WebSocket. A client follows topics with `subscribe`, and is told what happens to them in the order of `seq`.',
  'Who lost the line comes back with the last `seq` as `since`, and is told what was missed.',
  `Topics: ${Object.values(liveTopics).map(({form, description}) => `\`${form}\` (${description.slice(0, -1)})`).join('; ')}.`,
  `Bounds of a socket: ${liveBounds.topics} topics, ${liveBounds.pages} of them pages; ${liveBounds.messagesPerSecond} messages a second,`
    + ` each of ${liveBounds.messageBytes / 1024} KiB.`,
  `A \`beat\` comes every ${liveBounds.beatSeconds} s: after ${liveBounds.silentSeconds} s of silence the line is dead.`,
  `Close codes: ${Object.values(liveCloseCodes).map(({code, means}) => `${code} (${means.slice(0, -1)})`).join('; ')}.`,
  'Those of RFC 6455: a server that stops (1001), bytes (1003), a message that is too long (1009), a mistake of ours (1011).',
].join('\n\n')
