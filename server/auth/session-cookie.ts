/** `createSessionCookie`: the session's cookie, read from a request's header, and written with everything that keeps it safe. */

export interface SessionCookie {
  readonly name: string
  /** The first value in a `Cookie` header. */
  tokenIn(header: string | undefined): string | undefined
  /** A `Set-Cookie` value. Without a lifetime of its own: the server ends sessions, and closing the browser does. */
  holding(token: string): string
  /** `Set-Cookie` values that take it away. */
  cleared(): readonly string[]
}

export interface SessionCookieInit {
  /**
   * Letters and digits. A browser sends a machine's cookies to all its ports: with one name, two instances would sign each other's
   * people out.
   */
  readonly instance: string
  /** People come by HTTPS alone. */
  readonly secure: boolean
}

/** What it was called for all instances alike. It is read, so that nobody was signed out when it got another name, and never written. */
const nameOfOld = 'espalier_session'

export function createSessionCookie({instance, secure}: SessionCookieInit): SessionCookie {
  // The prefix makes browsers refuse it from a sibling domain and over plain HTTP (RFC 6265bis, 4.1.3).
  const name = `${secure ? '__Host-' : ''}${nameOfOld}_${instance}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    name,
    tokenIn: header => (header === undefined ? undefined : valueOf(name, header) ?? valueOf(nameOfOld, header)),
    holding: token => `${name}=${token}; ${attributes}`,
    cleared: () => [name, nameOfOld].map(each => `${each}=; ${attributes}; Max-Age=0`),
  }
}

function valueOf(name: string, header: string): string | undefined {
  let from = 0
  while (from < header.length) {
    const end = header.indexOf(';', from)
    const pair = header.slice(from, end < 0 ? header.length : end).trim()
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1)
    if (end < 0) return undefined
    from = end + 1
  }
  return undefined
}
