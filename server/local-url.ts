/** The address at which this machine's own browser reaches a server that listens on `host`. */
import {isIPv6} from 'node:net'

/** Names of this machine, and "every address it has". */
const everywhere = new Set(['localhost', '127.0.0.1', '0.0.0.0', '::'])

export function localUrl(host: string, port: number): string {
  if (everywhere.has(host)) return `http://localhost:${port}`
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
}
