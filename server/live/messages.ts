/** What goes over the socket: the wishes of a client, and the facts that the server tells. Every fact carries `seq`, the tenant's last event that it covers. */
import type {Step} from '../../ast/index.ts'
import type {PageNode} from '../../runtime/page.ts'
import type {ReleaseInfo} from '../screens/index.ts'
import type {StoreEvent} from '../store/store.ts'

export type ClientMessage =
  /** Adds topics. `since`: the last `seq` the client saw; it is first told what it missed. `user`: whose page it is; the socket is closed when it is somebody else's. */
  | {readonly type: 'subscribe'; readonly topics: readonly string[]; readonly since?: number; readonly user?: string}
  | {readonly type: 'unsubscribe'; readonly topics: readonly string[]}
  /** Answered with `pong`: for clients that cannot see the socket's own heartbeat. */
  | {readonly type: 'ping'}

export interface RecordChange {readonly id: string; readonly rev: number; readonly op: StoreEvent['op']}

export type ServerMessage =
  /** Comes after whatever was missed, so that `seq` is a promise: everything up to it was told. */
  | {readonly type: 'subscribed'; readonly topics: readonly string[]; readonly refused: readonly {readonly topic: string; readonly reason: string}[]; readonly seq: number}
  /** `steps` are on the page's nodes, for this viewer; empty when only what they may not see has changed. */
  | {readonly type: 'screen-swapped'; readonly topic: string; readonly screen: string; readonly from: string; readonly to: string; readonly steps: readonly Step<PageNode>[]; readonly seq: number}
  /** `more`: how many changes of the same commit are not listed. */
  | {readonly type: 'records-changed'; readonly schema: string; readonly changes: readonly RecordChange[]; readonly more?: number; readonly seq: number}
  | {readonly type: 'draft-changed'; readonly screen: string; readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly by: string; readonly seq: number}
  | {readonly type: 'release-published'; readonly release: ReleaseInfo; readonly seq: number}
  /** Fetch anew: what stands under `topic`, or everything where there is none. */
  | {readonly type: 'resync'; readonly topic?: string; readonly seq: number}
  /** Every 20 s: a line that falls silent is dead. */
  | {readonly type: 'beat'; readonly seq: number}
  | {readonly type: 'pong'; readonly seq: number}
  /** The message was not understood; nothing was done. */
  | {readonly type: 'refused'; readonly reason: string; readonly seq: number}
  /** While developing. */
  | {readonly type: 'snippet-changed'; readonly name: string; readonly url: string; readonly seq: number}
  | {readonly type: 'snippet-broken'; readonly name: string; readonly message: string; readonly seq: number}

const members: {readonly [T in ClientMessage['type']]: readonly string[]} = {subscribe: ['type', 'topics', 'since', 'user'], unsubscribe: ['type', 'topics'], ping: ['type']}

/** The message, or why it is none. */
export function parseClientMessage(text: string): ClientMessage | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'expected JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'expected an object, as in {"type":"subscribe","topics":["records:contact"]}'
  const message = value as Readonly<Record<string, unknown>>
  const type = message['type']
  if (type !== 'subscribe' && type !== 'unsubscribe' && type !== 'ping') return `type: expected subscribe, unsubscribe or ping, got ${JSON.stringify(type)?.slice(0, 40) ?? 'none'}`
  const unknown = Object.keys(message).find(name => !members[type].includes(name))
  if (unknown !== undefined) return `${unknown.slice(0, 40)}: unknown here; expected ${members[type].join(', ')}`
  if (type === 'ping') return {type}
  const {topics, since, user} = message
  if (!Array.isArray(topics) || !topics.every(topic => typeof topic === 'string')) return 'topics: expected a list of texts'
  if (type === 'unsubscribe') return {type, topics}
  if (since !== undefined && (typeof since !== 'number' || !Number.isSafeInteger(since) || since < 0)) return 'since: expected the last seq that was seen, a whole number'
  if (user !== undefined && typeof user !== 'string') return 'user: expected the id of the user whose page it is'
  return {type, topics, ...(since !== undefined && {since}), ...(user !== undefined && {user})}
}
