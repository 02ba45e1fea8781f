/** Edits that the server had not answered when the page went, put on the draft as it is now. Pure. */
import {applyStep, sameJson, type SetStep, type Step, type Tree} from '../../ast/index.ts'
import {reason, type Json} from '../../schemas/index.ts'
import {isAlreadyDone} from './already-done.ts'
import {type Draft, type Edit, type LostStep, withEdit} from './draft.ts'

/** Where edits wait while the page is away. Each is kept for one person, and for one tab. */
export interface KeptEdits {
  /** Replaces what is kept of a screen; nothing is kept of none. */
  keep(screenId: string, edits: readonly Edit[]): void
  /** What pages that are gone have left of a screen, oldest first. It is not left any more then. */
  take(screenId: string): Promise<readonly Edit[]>
}

export interface Resumed {readonly draft: Draft; readonly resumed: readonly Edit[]; readonly lost: readonly LostStep[]}

/**
 * What the server had taken already is dropped without a word. What somebody has set to another value since is theirs: these edits are old, and nobody sees both.
 * `nextKey`: keys count anew on each page.
 */
export function withKeptEdits(draft: Draft, edits: readonly Edit[], nextKey: () => number): Resumed {
  const lost: LostStep[] = []
  const resumed: Edit[] = []
  const known = valuesByPlace(edits)
  let now = draft
  for (const edit of edits) {
    const steps: Step[] = []
    let tree = now.tree
    for (const step of edit.steps) {
      if (isAlreadyDone(tree, step)) continue
      if (step.type === 'set' && isTheirs(tree, step, known)) {
        lost.push({edit, step, reason: {...reason('has-another-value'), kind: 'stale', id: step.id}})
        continue
      }
      const result = applyStep(tree, step, {rebase: true})
      if (!result.ok) lost.push({edit, step, reason: result.reason})
      else {
        tree = result.tree
        steps.push(result.step)
      }
    }
    const put = withEdit(now, {...edit, key: nextKey(), steps})
    if (!put.ok || put.steps.length === 0) continue
    now = put.draft
    resumed.push(edit)
  }
  return {draft: now, resumed, lost}
}

const placeOf = ({id, path}: SetStep): string => JSON.stringify([id, path])

/** All that a place held in the course of the edits, as the server may have taken some of them. */
function valuesByPlace(edits: readonly Edit[]): ReadonlyMap<string, readonly (Json | undefined)[]> {
  const values = new Map<string, (Json | undefined)[]>()
  for (const step of edits.flatMap(edit => edit.steps)) if (step.type === 'set') values.set(placeOf(step), [...values.get(placeOf(step)) ?? [step.was], step.value])
  return values
}

function isTheirs(tree: Tree, step: SetStep, known: ReadonlyMap<string, readonly (Json | undefined)[]>): boolean {
  const node = tree.nodes.get(step.id)
  if (!node) return false
  let value: unknown = node
  for (const name of step.path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return !(known.get(placeOf(step)) ?? []).some(each => each === value || each !== undefined && value !== undefined && sameJson(each, value as Json))
}
