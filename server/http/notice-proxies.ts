/**
 * Says in the log, once for each sender, that what a proxy forwards is not counted: then everybody behind it is one address, and a
 * stranger's guesses slow down all.
 */
import type {NextFunction, Request, Response} from 'express'
import type {Logger} from 'pino'

/** In these, proxies say for whom they ask. */
const names = {'x-forwarded-for': 'X-Forwarded-For', forwarded: 'Forwarded', 'x-real-ip': 'X-Real-IP'} as const

const asOne = 'all who are behind that address are one to the limits on sign-in and connections'

/** Anybody can write such a header: of all who do, so many are told of. */
const mostTold = 16

export function noticeProxies(log: Pick<Logger, 'warn'>) {
  const told = new Set<string>()
  return (request: Request, _response: Response, next: NextFunction): void => {
    const line = told.size < mostTold ? uncounted(request) : undefined
    const from = request.socket.remoteAddress ?? ''
    if (line !== undefined && !told.has(from)) {
      told.add(from)
      log.warn({proxy: from}, line)
    }
    next()
  }
}

/** What is forwarded in vain, and what to do; undefined where nothing is, or it counts. */
function uncounted({app, socket, headers}: Request): string | undefined {
  const said = (Object.keys(names) as (keyof typeof names)[]).find(name => headers[name] !== undefined)
  if (said === undefined) return undefined
  const from = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')
  const isTrusted = (app.get('trust proxy fn') as (address: string, hop: number) => boolean)(from, 0)
  if (!isTrusted) return `${names[said]} from ${from} is not counted: ${asOne}; if it is your proxy, set ESPALIER_TRUST_PROXY=${from}`
  return said === 'x-forwarded-for' ? undefined : `${names[said]} from the proxy ${from} is not read: ${asOne}; let it send X-Forwarded-For`
}
