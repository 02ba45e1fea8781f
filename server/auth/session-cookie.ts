/** The session cookie: read from a request's header, and written with everything that keeps it safe. */
export const cookieName = 'espalier_session'

/** The first value of the session cookie in a `Cookie` header. */
export function tokenInCookie(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  let from = 0
  while (from < header.length) {
    const end = header.indexOf(';', from)
    const pair = header.slice(from, end < 0 ? header.length : end).trim()
    if (pair.startsWith(`${cookieName}=`)) return pair.slice(cookieName.length + 1)
    if (end < 0) return undefined
    from = end + 1
  }
  return undefined
}

/** A `Set-Cookie` value. Without a lifetime of its own: the server ends sessions, and closing the browser does. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function clearedCookie(secure: boolean): string {
  return `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`
}
