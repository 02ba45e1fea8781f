/** Where to go after signing in. */

/** The path, where it leads to a place of ours; `/app` for all else (other sites, `//host`, backslashes, control characters). */
export function relativeNext(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !next.startsWith('/') || hasUnsafe(next)) return '/app'
  const url = URL.canParse(next, 'http://here') ? new URL(next, 'http://here') : undefined
  const leads = url?.origin === 'http://here' && !next.startsWith('//') && !/^\/(?:login|logout|setup)\/?(?:$|[?#])/.test(next)
  // Written anew from its parts: what is checked is what is used.
  return leads && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/app'
}

/** Backslashes, spaces and control characters: what browsers read in ways of their own. */
function hasUnsafe(text: string): boolean {
  for (const char of text) if (char === '\\' || char <= ' ' || char === '\u007f') return true
  return false
}
