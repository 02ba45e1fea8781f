/** `markMatches`: a piece of a record's text around what was searched for, with U+E000 and U+E001 around each word that matched. */

const width = 120
const lead = 30

/** `words` as `wordsOf` gives them: the last matches as a prefix, the others whole. The piece with most matching words is taken; the title when the body has none. */
export function markMatches(title: string, body: string, words: readonly string[]): string {
  const folded = words.map(foldWord)
  const matches = (word: string): boolean => {
    const text = foldWord(word)
    return folded.some((wanted, at) => at === folded.length - 1 ? text.startsWith(wanted) : text === wanted)
  }
  const inBody = spansOf(body, matches)
  const [text, spans] = inBody.length > 0 && spansOf(title, matches).length < words.length ? [body, inBody] : [title, spansOf(title, matches)]
  if (text.length <= width) return mark(text, spans, 0, text.length)
  const best = spans.reduce((found, {start}) => {
    const count = spans.filter(span => span.start >= start && span.end <= start + width - lead).length
    return count > found.count ? {start, count} : found
  }, {start: 0, count: 0})
  const from = best.start <= lead ? 0 : text.indexOf(' ', best.start - lead) + 1 || best.start
  const until = from + width >= text.length ? text.length : text.lastIndexOf(' ', from + width)
  const start = Math.min(from, best.start)
  const end = until > best.start ? until : Math.min(text.length, best.start + width)
  return `${start > 0 ? '…' : ''}${mark(text, spans, start, end)}${end < text.length ? '…' : ''}`
}

interface Span {readonly start: number; readonly end: number}

function spansOf(text: string, matches: (word: string) => boolean): readonly Span[] {
  const spans: Span[] = []
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)) {
    if (matches(found[0])) spans.push({start: found.index, end: found.index + found[0].length})
  }
  return spans
}

function mark(text: string, spans: readonly Span[], start: number, end: number): string {
  let marked = ''
  let at = start
  for (const span of spans) {
    if (span.start < start || span.end > end) continue
    marked += `${text.slice(at, span.start)}\uE000${text.slice(span.start, span.end)}\uE001`
    at = span.end
  }
  return `${marked}${text.slice(at, end)}`.replaceAll('\n', ' ')
}

/** As the index folds words: without case and accents. */
const foldWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
