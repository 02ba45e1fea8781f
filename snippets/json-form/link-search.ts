/** The search behind a link's input: what was found, and which words it answers. */
import {useEffect, useRef, useState} from 'preact/hooks'
import type {Candidate, Lookup} from './lookup.ts'

const pause = 180

export type Found = {readonly kind: 'searching'} | {readonly kind: 'found'; readonly words: string; readonly options: readonly Candidate[]} | {readonly kind: 'failed'}

export interface LinkSearch {
  /** The answer to `words`, never to words that stood there before. */
  readonly found: Found
  /** What came last, to be looked at while the next answer is on its way. */
  readonly shown: readonly Candidate[]
}

/** `words` undefined: everything, the first of it. `still`: nothing is asked while words are being composed. */
export function useLinkSearch(lookup: Lookup, target: string | undefined, open: boolean, words: string | undefined, still: boolean): LinkSearch {
  const [answer, setAnswer] = useState<Found>({kind: 'searching'})
  const last = useRef<readonly Candidate[]>([])
  const asked = words?.trim() ?? ''

  useEffect(() => {
    if (!open || target === undefined || still) return undefined
    const abort = new AbortController()
    const search = async (): Promise<void> => {
      try {
        const options = await lookup.find(target, asked, abort.signal)
        last.current = options
        setAnswer({kind: 'found', words: asked, options})
      } catch {
        if (!abort.signal.aborted) setAnswer({kind: 'failed'})
      }
    }
    const timer = setTimeout(() => void search(), words === undefined ? 0 : pause)
    return () => {
      clearTimeout(timer)
      abort.abort()
      setAnswer({kind: 'searching'})
    }
  }, [open, words, target, still])

  const found: Found = answer.kind === 'found' && answer.words !== asked ? {kind: 'searching'} : answer
  return {found, shown: found.kind === 'found' ? found.options : found.kind === 'searching' ? last.current : []}
}
