/**
 * What can be taken back, and taken back again. An entry holds the steps that take an edit back; they are applied to the tree as it is when the person asks, so that what others
 * did since stays, and what they removed is not missed.
 */
import {invertStep, type Step} from '../../ast/index.ts'

export interface Entry {
  readonly label: string
  /** In the order to apply them. */
  readonly steps: readonly Step[]
  readonly merge?: string | undefined
  /** Milliseconds; edits of one key that follow quickly become one entry. */
  readonly at: number
  /** The node that was selected before the edit. */
  readonly selected: string | null
}

export interface History {readonly undo: readonly Entry[]; readonly redo: readonly Entry[]}

export const noHistory: History = Object.freeze({undo: [], redo: []})
const longest = 200
const together = 2_000

/** The entry that takes `steps` (accepted, with `was`) back. */
export const entryFor = (label: string, steps: readonly Step[], at: number, selected: string | null, merge?: string): Entry =>
  ({label, steps: steps.toReversed().map(step => invertStep(step)), at, selected, merge})

/** After a new edit. What was taken back before can no longer be done again. */
export function recorded({undo}: History, entry: Entry): History {
  const last = undo.at(-1)
  if (last && entry.merge !== undefined && last.merge === entry.merge && entry.at - last.at < together) {
    // The earlier steps alone lead back to where both began: they set the same paths.
    return {undo: [...undo.slice(0, -1), {...last, at: entry.at}], redo: []}
  }
  return {undo: [...undo, entry].slice(-longest), redo: []}
}

/** After the last entry was taken back; `inverse` does it again. */
export const undone = ({undo, redo}: History, inverse: Entry | undefined): History => ({undo: undo.slice(0, -1), redo: inverse ? [...redo, inverse] : redo})

/** After what was taken back was done again; `inverse` takes it back. */
export const redone = ({undo, redo}: History, inverse: Entry | undefined): History => ({undo: inverse ? [...undo, inverse] : undo, redo: redo.slice(0, -1)})
