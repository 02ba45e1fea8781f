/** Edits a draft by steps. */
import {reason, refusal} from '../../schemas/index.ts'
import {applySteps, rebaseStep, type Step} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {checkSize, checkSteps} from './check-steps.ts'
import type {Draft, Drafts} from './drafts.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import type {Screens} from './screens.ts'
import {stepRefused} from './step-refused.ts'
import {writeDraft} from './write-draft.ts'

/** See `Screens.edit`. */
export async function editDraft(parts: ScreensParts, actor: Actor, screenId: string, base: string | undefined, steps: readonly Step[]): ReturnType<Screens['edit']> {
  requireEditor(actor)
  checkSteps(screenId, steps)
  if (parts.list.find(screenId)?.archived) throw problem('archived', {})
  return parts.inTurn(`screen ${screenId}`, () => retryLostRaces(async () => {
    const draft = await parts.drafts.get(screenId)
    const fitted = fit(draft, base, steps, parts.drafts)
    const {hash, seq} = await writeDraft(parts, actor, {draft, ...fitted})
    return {hash: hash!, steps: fitted.steps, seq}
  }, () => parts.drafts.reread(screenId)))
}

/** The steps as they hold on the draft of now, and the tree that they lead to. */
function fit(draft: Draft, base: string | undefined, steps: readonly Step[], drafts: Drafts): Pick<Draft, 'tree'> & {readonly steps: readonly Step[]} {
  const rebase = base !== undefined && base !== draft.hash
  const over = rebase ? drafts.since(draft.screen.id, base) : []
  if (!over) {
    throw problem('resync', {}, {errors: [refusal('not-the-base', '/base', {hash: draft.hash, got: base!})], more: {hash: draft.hash}})
  }
  const fitted: Step[] = []
  const places: number[] = []
  for (const [at, step] of steps.entries()) {
    const now = over.reduce<Step | null>((one, other) => one && rebaseStep(one, other), step)
    if (now) {
      fitted.push(now)
      places.push(at)
    } else if (step.type !== 'remove') {
      // Removing what somebody else has removed already is a wish come true; anything else that has lost its place is told to its author.
      throw stepRefused({...reason('base-taken-away', {step: step.type}), kind: 'unknown-node', ...(step.type !== 'insert' && {id: step.id})}, at)
    }
  }
  const result = applySteps(draft.tree, fitted, {rebase})
  if (!result.ok) throw stepRefused(result.reason, places[result.at]!)
  checkSize(result.tree)
  return {tree: result.tree, steps: result.steps}
}
