/** `createScale`: how much one commit may read and write: a short change of a long record is a long one. */
import {Problem} from '../errors.ts'
import type {Bounds} from './change.ts'

export interface Scale {
  /** Throws `TooMuch`. */
  add(doc: string): void
}

export class TooMuch extends Problem {}

export function createScale(most?: Bounds): Scale {
  let [text, names] = [0, 0]
  return {
    add(doc) {
      if (!most) return
      text += doc.length
      names += namesIn(doc)
      if (text <= most.text && names <= most.names) return
      const what = text > most.text ? `are longer than ${most.text} letters` : `have more than ${most.names} names`
      throw new TooMuch(413, 'commit-too-large', 'Too much at once', {detail: `The records of this commit ${what} together, as they are and as they will be; send fewer changes at once.`})
    },
  }
}

/** No fewer than there are: a text may look like a name. */
function namesIn(doc: string): number {
  let count = 0
  for (let at = doc.indexOf('":'); at >= 0; at = doc.indexOf('":', at + 2)) count++
  return count
}
