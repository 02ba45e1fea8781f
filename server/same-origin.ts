/** Whether a request was made by our own pages: one answer for forms, calls and sockets. */
import type {IncomingHttpHeaders} from 'node:http'

/**
 * `undefined`: nothing tells, so no browser of today asked. What `Sec-Fetch-Site` says counts first: only the browser itself writes it, and it knows by which address
 * it came here, whatever a proxy made of `Host` or a referrer policy of `Origin`. Without it (plain HTTP under a name of the network) the `Origin` has to be the public address,
 * or the address asked where none is set.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: URL | undefined): boolean | undefined {
  const {origin, host, 'sec-fetch-site': site} = headers
  if (site === 'same-origin') return true
  if (site !== undefined && site !== 'none') return false
  if (origin === undefined) return undefined
  const from = URL.canParse(origin) ? new URL(origin) : undefined
  if (!from || !/^https?:$/.test(from.protocol)) return false
  return isOurs(from, host, publicUrl)
}

/** Whether an address stands at the public one, or, where none is set, at the `host` that was asked. */
export function isOurs({origin, protocol}: URL, host: string | undefined, publicUrl: URL | undefined): boolean {
  return origin === (publicUrl?.origin ?? originOf(protocol, host))
}

/** The origin at which `host`, as a `Host` header writes it, stands for pages of that scheme: the default port is left out. `undefined` for what is no host. */
export function originOf(protocol: string, host: string | undefined): string | undefined {
  const address = `${protocol}//${host}`
  return host !== undefined && /^[^/\\?#@\s]+$/.test(host) && URL.canParse(address) ? new URL(address).origin : undefined
}
