/** `espalier watch`: live events, one line each, until Ctrl-C. */
import {setTimeout as wait} from 'node:timers/promises'
import {WebSocket} from 'ws'
import type {LiveMessage} from '../../../runtime/page.ts'
import {liveBounds, liveCloseCodes, schemaOperations, type LiveAsk, type LiveTopic} from '../../../schemas/index.ts'
import type {Client} from '../client.ts'
import {CliError, type Command, type CommandContext} from '../command.ts'
import {describeEvent} from '../describe-event.ts'

const longestWait = 15_000

export const watch: Command = {
  usage: '[path]',
  summary: 'Print what happens: swaps of one page (its path as in the address, without /app), or releases and all records. Ctrl-C ends it.',
  arity: [0, 1],
  async run(context) {
    const client = await context.client()
    const topics = await topicsFor(client, context.args[0])
    let since: number | undefined
    for (let attempt = 0; !context.io.signal.aborted; attempt++) {
      const seen = await follow(context, client, topics, since)
      if (seen !== undefined) attempt = 0
      since = seen ?? since
      if (context.io.signal.aborted) return
      const pause = Math.min(longestWait, 300 * 2 ** attempt) * (0.5 + Math.random() / 2)
      context.io.err(context.paint.dim(`the line is gone; trying again in ${(pause / 1_000).toFixed(1)} s`))
      await wait(pause, undefined, {signal: context.io.signal}).catch(() => undefined)
    }
  },
}

async function topicsFor(client: Client, path: string | undefined): Promise<readonly LiveTopic[]> {
  if (path !== undefined) return [`screen:${path.replace(/^\/app(?=\/|$)/, '') || '/'}`]
  const {items} = await client.ask(schemaOperations.listSchemas, {})
  const topics: readonly LiveTopic[] = ['releases', ...items.filter(schema => !schema.system).map(({name}): LiveTopic => `records:${name}`)]
  return topics.slice(0, liveBounds.topics)
}

/** One connection, until it ends. Gives the last `seq` it was told of. Throws when the server refuses us: trying again would not help. */
function follow({io, paint, json}: CommandContext, client: Client, topics: readonly LiveTopic[], since: number | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = new URL('/live', client.url)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(url, {headers: {authorization: `Bearer ${client.token}`}, perMessageDeflate: false})
    let seq: number | undefined
    const stop = (): void => socket.close(1000)
    io.signal.addEventListener('abort', stop, {once: true})
    socket.on('open', () => socket.send(JSON.stringify({type: 'subscribe', topics, ...(since !== undefined && {since})} satisfies LiveAsk)))
    socket.on('message', data => {
      const message = JSON.parse(String(data)) as LiveMessage
      seq = Math.max(seq ?? 0, message.seq)
      if (message.type === 'subscribed' && message.topics.length === 0) {
        reject(new CliError(`nothing to watch: ${message.refused.map(({topic, reason}) => `${topic}: ${reason}`).join('; ') || 'no topic was accepted'}`))
        return stop()
      }
      const line = json ? (message.type === 'beat' ? undefined : JSON.stringify(message)) : describeEvent(message, paint)
      if (line !== undefined) io.out(line)
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      reject(new CliError(`the server refused the connection (${response.statusCode ?? 0})${response.statusCode === 401 ? ': sign in with espalier login' : ''}`))
      socket.terminate()
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', code => {
      io.signal.removeEventListener('abort', stop)
      if (code === liveCloseCodes.sessionEnded.code) reject(new CliError('the session has ended: sign in with espalier login'))
      else resolve(seq)
    })
  })
}
