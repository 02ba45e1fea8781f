/** Where to go after signing in. */

/** The path, where it leads to a place of ours; `/app` for all else (other sites, `//host`, backslashes, control characters). */
export function relativeNext(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !next.startsWith('/') || /[\\\u0000-\u0020\u007f]/.test(next)) return '/app'
  const url = URL.canParse(next, 'http://here') ? new URL(next, 'http://here') : undefined
  const leads = url?.origin === 'http://here' && !next.startsWith('//') && !/^\/(?:login|logout|setup)\/?(?:$|[?#])/.test(next)
  // Written anew from its parts: what is checked is what is used.
  return leads && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/app'
}
