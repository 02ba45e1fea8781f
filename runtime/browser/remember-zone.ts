/** Tells the server whose days are meant: the browser's own time zone, in a cookie that pages are written by. */

const name = 'espalier-zone'
const oneYear = 31_536_000

/** IANA; empty where the browser does not say. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''

/** Whether that is news to the server. */
export function rememberZone(): boolean {
  const timeZone = browserZone()
  const cookie = `${name}=${timeZone}`
  if (!timeZone || document.cookie.split('; ').includes(cookie)) return false
  document.cookie = `${cookie}; Path=/; Max-Age=${oneYear}; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`
  return true
}
