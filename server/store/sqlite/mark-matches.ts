/** `markMatches`: a piece of a record's text around what was searched for, with U+E000 and U+E001 around each word that matched. */
import {foldText} from '../../../ast/index.ts'
import {isInside} from './search-words.ts'

const width = 120
const lead = 30

/** `words` as `wordsOf` gives them. The piece with most matching words is taken; the title when the body has none. */
export function markMatches(title: string, body: string, words: readonly string[]): string {
  const inBody = spansOf(body, words)
  const [text, spans] = inBody.length > 0 && spansOf(title, words).length < words.length ? [body, inBody] : [title, spansOf(title, words)]
  if (text.length <= width) return mark(text, spans, 0, text.length)
  const first = fullestStart(spans)
  const from = first <= lead ? 0 : text.indexOf(' ', first - lead) + 1 || first
  const until = from + width >= text.length ? text.length : text.lastIndexOf(' ', from + width)
  const start = Math.min(from, first)
  const end = until > first ? until : Math.min(text.length, first + width)
  return `${start > 0 ? '…' : ''}${mark(text, spans, start, end)}${end < text.length ? '…' : ''}`
}

/** Where the piece begins that holds most matches. In one walk: a long text may match at each word. */
function fullestStart(spans: readonly Span[]): number {
  let [best, most, until] = [0, 0, 0]
  for (const [at, {start}] of spans.entries()) {
    while (until < spans.length && spans[until]!.end <= start + width - lead) until++
    if (until - at > most) [best, most] = [start, until - at]
  }
  return best
}

interface Span {readonly start: number; readonly end: number}

/** Whole words that begin as a wanted one, and wanted ones inside of a run without spaces. */
function spansOf(text: string, wanted: readonly string[]): readonly Span[] {
  const beginnings = wanted.filter(word => !isInside(word))
  const inside = wanted.filter(isInside)
  const spans: Span[] = []
  for (const {0: run, index} of text.matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)) {
    const within = insideOf(run, inside)
    if (within.length > 0) spans.push(...within.map(({start, end}) => ({start: index + start, end: index + end})))
    else if (beginnings.some(word => foldText(run).startsWith(word))) spans.push({start: index, end: index + run.length})
  }
  return spans
}

function insideOf(run: string, wanted: readonly string[]): readonly Span[] {
  if (wanted.length === 0) return []
  const starts: number[] = []
  let [folded, at] = ['', 0]
  for (const letter of run) {
    const one = foldText(letter)
    for (let n = 0; n < one.length; n++) starts.push(at)
    folded += one
    at += letter.length
  }
  starts.push(at)
  const found = wanted.flatMap(word => {
    const start = folded.indexOf(word)
    return start < 0 ? [] : [{start: starts[start]!, end: starts[start + word.length]!}]
  }).toSorted((a, b) => a.start - b.start)
  return found.filter(({start}, n) => n === 0 || start >= found[n - 1]!.end)
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
