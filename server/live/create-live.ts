/** The live feed: one socket per page at /live, told what changed in what it follows, in order, under its user's rules. */
import type {IncomingMessage, Server} from 'node:http'
import type {Duplex} from 'node:stream'
import {WebSocketServer, type RawData, type WebSocket} from 'ws'
import type {LiveMessage} from '../../runtime/page.ts'
import {liveBounds, liveCloseCodes, reason, type LiveAsk, type LiveTopic, type Reason} from '../../schemas/index.ts'
import type {Session} from '../auth/index.ts'
import {NotFound, problem, Problem} from '../errors.ts'
import {briefly, type ScreenSwap} from '../screens/index.ts'
import {catchUp} from './catch-up.ts'
import {createConnection, type Connection} from './connection.ts'
import {createFollowers} from './followers.ts'
import {followSwaps} from './follow-swaps.ts'
import {guardUpgrade, refusedResponse} from './guard-upgrade.ts'
import type {LiveDeps} from './live-deps.ts'
import {whyNotFollow} from './may-follow.ts'
import {viewerOf} from '../viewer-of.ts'
import {createPageSteps} from './page-steps.ts'
import {parseAsk} from './parse-ask.ts'
import {createRateLimit} from './rate-limit.ts'
import {groupChanges} from './record-messages.ts'
import {saidReason, type RefusedTopic} from './said-reason.ts'
import {resyncText, swapText} from './swap-text.ts'
import {tellChanges} from './tell-changes.ts'
import {notATopic, parseTopic, type Topic} from './topic.ts'

const missedBeats = 2
const refusalMs = 1_000

export interface Live {
  /** Takes the upgrades of this server: to be called once per server that listens. */
  attach(server: Server): void
  /** Tells everyone, whatever they follow. For what happens while developing. */
  tellAll(message: Unnumbered<LiveMessage>): void
  stats(): {readonly connections: number; readonly topics: number}
  /** Stops following and closes every socket (1001); resolves when they are gone. */
  close(): Promise<void>
}

type Unnumbered<M> = M extends LiveMessage ? Omit<M, 'seq'> : never

const tell = (connection: Connection, message: LiveMessage): void => connection.send(JSON.stringify(message))

export function createLive(deps: LiveDeps): Live {
  const {store, auth, screens, onError, now, beatMs = liveBounds.beatSeconds * 1_000, maxConnections = 10_000, maxPerUser = 50} = deps
  const sockets = new WebSocketServer({noServer: true, perMessageDeflate: false, maxPayload: liveBounds.messageBytes, clientTracking: false})
  const connections = new Set<Connection>()
  const followers = createFollowers()
  const pageSteps = createPageSteps(deps.pages)
  const attached = new Set<Server>()

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    upgrade(request, socket, head).catch((error: unknown) => {
      onError(error)
      socket.destroy()
    })
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const answer = await guardUpgrade(request, auth, deps.publicUrl)
    const refused = answer instanceof Problem ? answer : full(answer)
    if (refused) return refuse(socket, refusedResponse(refused))
    const session = answer as Session
    deps.onUpgraded?.(socket, session.actor.id)
    sockets.handleUpgrade(request, socket, head, upgraded => open(upgraded, request, session))
  }

  /** Whoever does not read the answer loses it. */
  function refuse(socket: Duplex, answer: string): void {
    const timer = setTimeout(() => socket.destroy(), refusalMs)
    socket.once('close', () => clearTimeout(timer))
    socket.end(answer, () => socket.destroy())
  }

  function full(session: Session): Problem | undefined {
    if (connections.size >= maxConnections) return problem('busy', {of: 'sockets'})
    const {kind, actor} = session
    let own = 0
    for (const {session: other} of connections) if (other.kind === kind && other.actor.id === actor.id) own++
    return own < maxPerUser ? undefined : problem('too-many-sockets', {own})
  }

  function open(socket: WebSocket, request: IncomingMessage, session: Session): void {
    const connection = createConnection(socket, request, session, onError)
    const mayAsk = createRateLimit(liveBounds.messagesPerSecond, now)
    connections.add(connection)
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => {
      connection.missed = 0
    })
    socket.on('close', () => {
      connections.delete(connection)
      for (const topic of connection.topics.keys()) followers.remove(connection, topic)
    })
    socket.on('message', (data: RawData, isBinary: boolean) => {
      connection.missed = 0
      if (isBinary) return connection.close(1003, 'expected text')
      if (!mayAsk()) return connection.close(liveCloseCodes.tooManyMessages.code, 'too many messages')
      const message = parseAsk((data as Buffer).toString('utf8'))
      if ('code' in message) connection.queue(() => tell(connection, {type: 'refused', ...saidReason(message), seq: store.seq()}))
      else handle(connection, message)
    })
  }

  function handle(connection: Connection, message: LiveAsk): void {
    switch (message.type) {
      case 'ping': return connection.queue(() => tell(connection, {type: 'pong', seq: store.seq()}))
      case 'unsubscribe':
        for (const topic of message.topics) unfollow(connection, topic)
        return
      case 'subscribe':
        if (message.user !== undefined && message.user !== connection.session.actor.id) return connection.close(liveCloseCodes.anotherPerson.code, 'another person')
        return subscribe(connection, message.topics, message.since)
    }
  }

  function unfollow(connection: Connection, topic: string): void {
    connection.topics.delete(topic)
    followers.remove(connection, topic)
  }

  function subscribe(connection: Connection, asked: readonly string[], since: number | undefined): void {
    const accepted = new Map<string, Topic>()
    const refused: RefusedTopic[] = []
    for (const name of new Set(asked)) {
      const topic = parseTopic(name)
      const why = whyRefused(connection, name, topic)
      if (why !== undefined) {
        refused.push({topic: name.slice(0, 200), ...saidReason(why)})
        continue
      }
      accepted.set(name, topic!)
      connection.topics.set(name, {topic: topic!, ...(topic!.kind === 'screen' && {shows: screens.match(topic!.path)?.released.screen.id})})
      followers.add(connection, name)
    }
    // What happens from here on is queued behind this: nothing falls between what was missed and what is new.
    const until = store.seq()
    connection.queue(async () => {
      for (const [name, topic] of accepted) {
        if (topic.kind !== 'draft' || await isThere(topic.screenId)) continue
        accepted.delete(name)
        unfollow(connection, name)
        refused.push({topic: name, ...saidReason(reason('no-screen-of-id'))})
      }
      for (const message of since === undefined ? [] : await catchUp(store, screens, accepted, since, until, schema => deps.access.findAccess(connection.session.actor, schema, 'read'))) tell(connection, message)
      tell(connection, {type: 'subscribed', topics: [...accepted.keys()], refused, seq: until})
    })
  }

  function whyRefused(connection: Connection, name: string, topic: Topic | undefined): Reason | undefined {
    if (!topic) return notATopic
    if (!connection.topics.has(name) && connection.topics.size >= liveBounds.topics) return reason('too-many-topics', {most: liveBounds.topics})
    if (topic.kind === 'screen' && !connection.topics.has(name) && [...connection.topics.values()].filter(one => one.topic.kind === 'screen').length >= liveBounds.pages) return reason('too-many-pages', {most: liveBounds.pages})
    return whyNotFollow(deps, connection.session.actor, topic)
  }

  /** Reading a draft also starts the following of it. */
  const isThere = (screenId: string): Promise<boolean> => screens.load(screenId, 'draft').then(() => true, (error: unknown) => {
    if (!(error instanceof NotFound)) onError(error)
    return false
  })

  /** Queues a message to all who follow the topic, and still may when its turn comes. */
  function tellFollowers(name: LiveTopic, message: LiveMessage): void {
    const topic = parseTopic(name)
    const all = followers.of(name)
    if (!topic || all.size === 0) return
    const text = JSON.stringify(message)
    for (const connection of all) {
      connection.queue(() => {
        if (whyNotFollow(deps, connection.session.actor, topic) === undefined) connection.send(text)
      })
    }
  }

  function tellSwaps(swaps: readonly ScreenSwap[], seq: number): void {
    const swapOf = followSwaps(swaps, screens.match)
    for (const connection of connections) {
      for (const [name, followed] of connection.topics) {
        const {topic, shows} = followed
        if (topic.kind !== 'screen') continue
        const swap = swapOf(topic.path, shows)
        followed.shows = screens.match(topic.path)?.released.screen.id
        if (!swap) continue
        connection.queue(async () => {
          const text = await swapText(pageSteps, viewerOf(connection.session.actor, connection.request.headers), name, topic, swap, seq).catch((error: unknown) => {
            onError(error)
            return resyncText(name, seq)
          })
          connection.send(text)
        })
      }
    }
  }

  const stopFollowing = [
    screens.onSwap((swaps, release) => {
      const seq = swaps[0]?.seq ?? store.seq()
      if (swaps.length > 0) tellSwaps(swaps, seq)
      tellFollowers('releases', {type: 'release-published', release: briefly(release), seq})
    }),
    screens.onDraft(({screenId, ...change}) => tellFollowers(`draft:${screenId}`, {type: 'draft-changed', screen: screenId, ...change})),
    store.onCommit(({changes}) => {
      pageSteps.follow(changes)
      for (const group of groupChanges(changes.filter(({schema}) => followers.of(`records:${schema}`).size > 0))) tellChanges({access: deps.access, followers}, group)
    }),
    auth.onRevoked(({sessionId, reason: ending}) => {
      for (const connection of connections) {
        if (connection.session.id !== sessionId) continue
        if (ending === 'rights') connection.queue(() => lookAgain(connection))
        else connection.close(liveCloseCodes.sessionEnded.code, 'session ended')
      }
    }),
  ]

  async function lookAgain(connection: Connection): Promise<void> {
    const session = await auth.peekSessionOf(connection.request)
    if (session) connection.session = session
    else connection.close(liveCloseCodes.sessionEnded.code, 'session ended')
  }

  const beat = setInterval(() => {
    for (const connection of connections) {
      if (connection.missed >= missedBeats) {
        connection.terminate()
        continue
      }
      connection.missed++
      connection.ping()
      connection.queue(async () => {
        // An open page alone does not keep a session alive: at its end it is looked up again.
        if (now() >= connection.session.expiresAt) await lookAgain(connection)
        tell(connection, {type: 'beat', seq: store.seq()})
      })
    }
  }, beatMs)

  return {
    attach(server) {
      attached.add(server)
      server.on('upgrade', onUpgrade)
    },
    tellAll(message) {
      for (const connection of connections) connection.queue(() => tell(connection, {...message, seq: store.seq()} as LiveMessage))
    },
    stats: () => ({connections: connections.size, topics: [...connections].reduce((sum, {topics}) => sum + topics.size, 0)}),
    async close() {
      clearInterval(beat)
      for (const stop of stopFollowing) stop()
      for (const server of attached) server.off('upgrade', onUpgrade)
      for (const connection of connections) connection.close(1001, 'the server is closing')
      await Promise.all([...connections].map(connection => connection.gone))
    },
  }
}
