/** What a browser says its person reads. */
import {knownLanguage} from './known-language.ts'

const longest = 1_000
const kept = 1_000
const chosen = new Map<string, string | undefined>()

/** Of an `Accept-Language` (RFC 9110), the most wanted in which dates and numbers can be written; undefined where there is none. */
export function acceptedLanguage(header: string): string | undefined {
  if (header.length > longest) return undefined
  if (chosen.has(header)) return chosen.get(header)
  if (chosen.size >= kept) chosen.clear()
  const language = choose(header)
  chosen.set(header, language)
  return language
}

function choose(header: string): string | undefined {
  const wanted = header.split(',').flatMap(part => {
    const [tag = '', weight = 'q=1'] = part.split(';').map(piece => piece.trim())
    const q = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i.exec(weight)?.[1]
    return q !== undefined && Number(q) > 0 ? [{tag, q: Number(q)}] : []
  })
  for (const {tag} of wanted.toSorted((a, b) => b.q - a.q)) {
    const language = tag === '' || tag === '*' ? undefined : knownLanguage(tag)
    if (language !== undefined) return language
  }
  return undefined
}
