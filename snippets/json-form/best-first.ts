/** Puts those first whose names are what one types, where others were found by something else that stands in them. */
import type {Candidate} from './lookup.ts'

/** The name that is the words, then those that begin with them, then those where each word begins one of theirs, then the others; each in the order they came in. */
export function bestFirst(found: readonly Candidate[], words: string): readonly Candidate[] {
  const typed = fold(words)
  const parts = typed.split(' ')
  const distance = ({title}: Candidate): number => {
    const name = fold(title)
    if (name === typed) return 0
    if (name.startsWith(typed)) return 1
    const own = name.split(/[^\p{L}\p{N}]+/u)
    return parts.every(part => own.some(word => word.startsWith(part))) ? 2 : 3
  }
  return found.map(candidate => ({candidate, far: distance(candidate)})).toSorted((a, b) => a.far - b.far).map(({candidate}) => candidate)
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
