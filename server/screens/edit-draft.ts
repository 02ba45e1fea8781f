/** Edits a draft by steps. */
import {applySteps, rebaseStep, type Step} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import {Conflict} from '../errors.ts'
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
  if (parts.list.find(screenId)?.archived) throw new Conflict({detail: 'This screen is archived: restore it before you edit it.'}, 'archived')
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
    throw new Conflict({
      detail: 'The draft has moved on too far since the state that these steps were made on. Fetch it again (GET /api/v1/screens/{id}?at=draft) and make them on that.',
      errors: [{pointer: '/base', message: `expected ${draft.hash} or a recent state before it, got ${base}`}], more: {hash: draft.hash},
    }, 'resync', 'The draft has moved on')
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
      throw stepRefused({code: 'unknown-node', message: `${step.type}: what it stands on was taken away in the meantime; fetch the draft again and look`, ...(step.type !== 'insert' && {id: step.id})}, at)
    }
  }
  const result = applySteps(draft.tree, fitted, {rebase})
  if (!result.ok) throw stepRefused(result.reason, places[result.at]!)
  checkSize(result.tree)
  return {tree: result.tree, steps: result.steps}
}
