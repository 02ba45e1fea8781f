/** `createScale`: how much one commit may read and write: a short change of a long record is a long one. */
import {problem} from '../errors.ts'
import type {Bounds} from './change.ts'

export interface Scale {
  /** Throws `commit-too-large`. */
  add(doc: string): void
}

export function createScale(most?: Bounds): Scale {
  let [text, names] = [0, 0]
  return {
    add(doc) {
      if (!most) return
      text += doc.length
      names += namesIn(doc)
      if (text <= most.text && names <= most.names) return
      throw problem('commit-too-large', text > most.text ? {most: most.text, of: 'letters'} : {most: most.names, of: 'names'})
    },
  }
}

/** No fewer than there are: a text may look like a name. */
function namesIn(doc: string): number {
  let count = 0
  for (let at = doc.indexOf('":'); at >= 0; at = doc.indexOf('":', at + 2)) count++
  return count
}
