/** What a socket can follow, read from the words in which it was asked for. */
import {liveTopics, reason, type LiveTopicKind} from '../../schemas/index.ts'

export type Topic =
  /** A page: the path of a screen as it stands in the address (`/companies/0190…`), and the query it was opened with. */
  | {readonly kind: 'screen'; readonly path: string; readonly query: Readonly<Record<string, string>>}
  /** All records of one schema. */
  | {readonly kind: 'records'; readonly schema: string}
  /** A screen's draft, for editors. */
  | {readonly kind: 'draft'; readonly screenId: string}
  | {readonly kind: 'releases'}

type Words = Readonly<Record<string, string | undefined>>

const read: {readonly [K in LiveTopicKind]: (words: Words) => Topic} = {
  screen: ({path = '', query = ''}) => ({kind: 'screen', path, query: queryOf(query)}),
  records: ({schema = ''}) => ({kind: 'records', schema}),
  draft: ({screenId = ''}) => ({kind: 'draft', screenId}),
  releases: () => ({kind: 'releases'}),
}
const kinds = (Object.keys(liveTopics) as LiveTopicKind[]).map(kind => {
  const {pattern, maxLength} = liveTopics[kind]
  return {kind, pattern: new RegExp(pattern), longest: maxLength}
})
/** What to answer to anything else. */
export const notATopic = reason('not-a-topic', {forms: Object.values(liveTopics).map(({form}) => form)})

/** Undefined for what is written in none of the forms of `liveTopics`. */
export function parseTopic(text: string): Topic | undefined {
  for (const {kind, pattern, longest} of kinds) {
    const found = text.length > longest ? null : pattern.exec(text)
    if (found) return read[kind](found.groups ?? {})
  }
  return undefined
}

/** The first of each name counts, as on the page itself. */
function queryOf(text: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) query[name] ??= value
  return query
}
