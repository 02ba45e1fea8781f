/** Turns the target of an action or a link into an address that is safe to follow. */

/**
 * A path of a screen (`/orders/17`) comes under `/app`; the server's own pages stay (`/app/…`, `/designer`, `/docs`, `/logout` and the like); whole addresses may be
 * http, https, mailto or tel. `?tab=2` is this page with another query. Undefined for everything else: `javascript:`, `//host`, an empty text.
 */
export function hrefOf(target: unknown, path: string): string | undefined {
  if (typeof target !== 'string' || target === '' || target.length > 2000 || hasControlOrBackslash(target)) return undefined
  if (target.startsWith('?')) return path + target
  if (target.startsWith('#')) return target
  if (/^(https?:\/\/|mailto:|tel:)/i.test(target)) return target
  if (!target.startsWith('/') || target.startsWith('//')) return undefined
  if (own.test(target)) return target
  return target === '/' ? '/app' : `/app${target.startsWith('/?') ? target.slice(1) : target}`
}

/** The address of a screen: `/` -> `/app`, `/docs` -> `/app/docs`. */
export const screenHref = (path: string): string => path === '/' ? '/app' : `/app${path}`

const own = /^\/(app|api|designer|docs|assets|login|logout)([/?#]|$)/

/** Browsers read a backslash as a slash, and drop control characters before they look for a scheme. */
const hasControlOrBackslash = (text: string): boolean => [...text].some(character => character < ' ' || character === '\\')
