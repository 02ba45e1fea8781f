/** Tells the server whose days are meant: the browser's own time zone, in a cookie that pages are written by. */

const name = 'espalier-zone'
const oneYear = 31_536_000

/** Whether that is news to the server. */
export function rememberZone(): boolean {
  const {timeZone} = Intl.DateTimeFormat().resolvedOptions()
  const cookie = `${name}=${timeZone}`
  if (!timeZone || document.cookie.split('; ').includes(cookie)) return false
  document.cookie = `${cookie}; Path=/; Max-Age=${oneYear}; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`
  return true
}
