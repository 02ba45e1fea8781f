/** The settings of a running server, read once from the environment and checked. */
import {isIP, isIPv4} from 'node:net'
import {CannotStart} from './errors.ts'

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number
  readonly host: string
  /** The folder that holds the tenant's database and what belongs to it. */
  readonly dataFolder: string
  /** The demo tenant is loaded on the first start, its accounts are offered at sign-in, and only this machine is listened to. */
  readonly demo: boolean
  readonly demoPassword: string
  /** Where people reach the server; links and the origin check use it. Absent: the address listened on. */
  readonly publicUrl?: URL
  /** Saved snippets are swapped into open pages. */
  readonly dev: boolean
  /** Addresses or ranges of proxies whose `X-Forwarded-*` headers count, as Express' `trust proxy` takes them. */
  readonly trustProxy: readonly string[]
  /** Open connections at once, live ones among them. */
  readonly maxSockets: number
  /** Whoever sends it as a bearer token may read /metrics. Absent: admins alone. */
  readonly metricsToken?: string
}

/** A setting that cannot be used; the message names the variable, what was expected and what came. */
export class InvalidConfig extends CannotStart {}

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])
const proxyNames = new Set(['loopback', 'linklocal', 'uniquelocal'])

/** Throws `InvalidConfig`. An empty variable counts as absent. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const demo = flag(env, 'ESPALIER_DEMO', true)
  const host = plainText('HOST', env.HOST || '127.0.0.1')
  if (demo && !loopback.has(host)) {
    throw new InvalidConfig(`HOST: the demo tenant has well-known passwords and listens on loopback only: expected localhost, 127.0.0.1 or ::1, got ${shown(host)}. Set ESPALIER_DEMO=0 to serve your own data.`)
  }
  const demoPassword = plainText('ESPALIER_DEMO_PASSWORD', env.ESPALIER_DEMO_PASSWORD || 'espalier')
  if (demo && (demoPassword.length < 8 || demoPassword.length > 256)) {
    throw new InvalidConfig(`ESPALIER_DEMO_PASSWORD: expected 8 to 256 characters, got ${demoPassword.length}.`)
  }
  return Object.freeze({
    port: port(env),
    host: host === '[::1]' ? '::1' : host,
    dataFolder: plainText('ESPALIER_DATA', env.ESPALIER_DATA || './data'),
    demo,
    demoPassword,
    ...publicUrl(env),
    dev: flag(env, 'ESPALIER_DEV', false),
    trustProxy: trustProxy(env),
    maxSockets: maxSockets(env),
    ...metricsToken(env),
  })
}

/** A space or a line break at an end came with a copied line or a file with CRLF: taken as it is, it would name another folder, another host, another password. Throws `InvalidConfig`. */
export function plainText(name: string, text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (text === text.trim() && !/[\0-\x1f\x7f]/.test(text)) return text
  throw new InvalidConfig(`${name}: expected no space at its ends and no control characters, got ${shown(text)}; a file with Windows line ends adds "\\r" to each value.`)
}

function port(env: Readonly<Record<string, string | undefined>>): number {
  const text = env.PORT || '3000'
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= 65_535)) throw new InvalidConfig(`PORT: expected a number from 0 to 65535, got ${shown(text)}.`)
  return value
}

function flag(env: Readonly<Record<string, string | undefined>>, name: string, fallback: boolean): boolean {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true
  if (['0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false
  throw new InvalidConfig(`${name}: expected 1 or 0, got ${shown(text)}.`)
}

function publicUrl(env: Readonly<Record<string, string | undefined>>): {readonly publicUrl?: URL} {
  const text = env.ESPALIER_PUBLIC_URL
  if (!text) return {}
  const url = URL.canParse(text) ? new URL(text) : undefined
  const plain = url && (url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (!plain) throw new InvalidConfig(`ESPALIER_PUBLIC_URL: expected an address without a path, such as https://crm.example.com, got ${shown(text)}.`)
  return {publicUrl: url}
}

function trustProxy(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const parts = (env.ESPALIER_TRUST_PROXY ?? '').split(',').map(part => part.trim()).filter(Boolean)
  for (const part of parts) {
    if (proxyNames.has(part) || isRange(part)) continue
    throw new InvalidConfig(`ESPALIER_TRUST_PROXY: expected addresses, ranges (10.0.0.0/8) or loopback, linklocal, uniquelocal, got ${shown(part)}.`)
  }
  return parts
}

/** An address, or one with how many of its bits count. */
function isRange(text: string): boolean {
  const [address = '', bits = '1', more] = text.split('/')
  const most = isIPv4(address) ? 32 : 128
  return isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most && more === undefined
}

function maxSockets(env: Readonly<Record<string, string | undefined>>): number {
  const text = env.ESPALIER_MAX_SOCKETS || '10000'
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 16 && value <= 1_000_000)) throw new InvalidConfig(`ESPALIER_MAX_SOCKETS: expected a number from 16 to 1000000, got ${shown(text)}.`)
  return value
}

/** What is wrong is not repeated: it is a secret. */
function metricsToken(env: Readonly<Record<string, string | undefined>>): {readonly metricsToken?: string} {
  const text = env.ESPALIER_METRICS_TOKEN
  if (!text) return {}
  if (!/^[\x21-\x7e]{16,256}$/.test(text)) throw new InvalidConfig(`ESPALIER_METRICS_TOKEN: expected 16 to 256 printable characters without spaces, got ${text.length} characters.`)
  return {metricsToken: text}
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
