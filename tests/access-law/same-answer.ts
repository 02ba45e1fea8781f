/** `sameAnswer`: an answer without what each server makes for itself: ids, times, numbers of events, places in pages. */

export interface Heard {readonly status: number; readonly text: string; readonly headers: string}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const own: readonly (readonly [what: RegExp, name: string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, '<time>'],
  [/\d\d?:\d\d:\d\d/g, '<clock>'],
  [/("(?:seq|commit)":)\d+/g, '$1<seq>'],
  [/\bcommit \d+:/g, 'commit <seq>:'],
  [/\btake-back:\d+/g, 'take-back:<seq>'],
  [/("next":)\d+/g, '$1<seq>'],
  [/("(?:next|prev)":)"[^"]*"/g, '$1<place>'],
  [/cursor=[\w%.-]+/g, '<place>'],
  [/("(?:hash|request_id)":)"[^"]*"/g, '$1<own>'],
  [/\b[0-9a-f]{10}-\d+\b/g, '<own>'],
  [/nonce="[^"]*"/g, ''],
  [/[0-9a-f]{64}/g, '<hash>'],
  [/(?:127\.0\.0\.1|localhost):\d+/g, '<host>'],
  [/espalier_session_\w+/g, '<cookie>'],
  [/\b[0-9a-f]{6}\./g, '<node>.'],
]

/** `known`: ids that are the same in both. */
export function sameAnswer({status, text, headers}: Heard, known: ReadonlySet<string>): string {
  const plain = (of: string): string => own.reduce((rest, [what, name]) => rest.replaceAll(what, name), of.replaceAll(uuid, id => (known.has(id) ? id : '<id>')))
  return `${status} ${plain(headers)} ${plain(text)}`
}

/** From where it differs from another. */
export function apart(text: string, other: string): string {
  let at = 0
  while (at < text.length && text[at] === other[at]) at++
  return `${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 200), at + 300)}`
}
