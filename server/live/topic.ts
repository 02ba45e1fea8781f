/** What a socket can follow. */

export type Topic =
  /** A page: the path of a screen as it stands in the address (`/companies/0190…`), and the query it was opened with. */
  | {readonly kind: 'screen'; readonly path: string; readonly query: Readonly<Record<string, string>>}
  /** All records of one schema. */
  | {readonly kind: 'records'; readonly schema: string}
  /** A screen's draft, for editors. */
  | {readonly kind: 'draft'; readonly screenId: string}
  | {readonly kind: 'releases'}

export const maxTopicLength = 2_000

/** `screen:<path>[?query]`, `records:<schema>`, `draft:<screen id>`, `releases`. Undefined for anything else. */
export function parseTopic(text: string): Topic | undefined {
  if (text.length > maxTopicLength) return undefined
  if (text === 'releases') return {kind: 'releases'}
  const colon = text.indexOf(':')
  const rest = text.slice(colon + 1)
  if (colon < 0 || rest === '') return undefined
  switch (text.slice(0, colon)) {
    case 'screen': {
      const mark = rest.indexOf('?')
      const path = mark < 0 ? rest : rest.slice(0, mark)
      if (!path.startsWith('/')) return undefined
      return {kind: 'screen', path, query: mark < 0 ? {} : queryOf(rest.slice(mark + 1))}
    }
    case 'records': return /^[a-z][a-z0-9_]*$/.test(rest) ? {kind: 'records', schema: rest} : undefined
    case 'draft': return {kind: 'draft', screenId: rest}
    default: return undefined
  }
}

/** The first of each name counts, as on the page itself. */
function queryOf(text: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) query[name] ??= value
  return query
}
