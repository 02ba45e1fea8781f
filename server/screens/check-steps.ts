/** Bounds on what one call may change, and the rule that steps stay on their screen. */
import {mostWireSteps, reason, refusal, type Refusal} from '../../schemas/index.ts'
import type {Step, Tree} from '../../ast/index.ts'
import {problem, type Problem} from '../errors.ts'

export const maxNodes = 2_000

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Throws `invalid-input` for too many steps, and `step-refused` for inserted nodes of another screen or with an id that is no UUID. */
export function checkSteps(screenId: string, steps: readonly Step[]): void {
  if (steps.length === 0 || steps.length > mostWireSteps) {
    const count = {most: mostWireSteps, got: steps.length}
    throw problem('invalid-input', {why: reason('one-to-many-steps', count)}, {errors: [refusal('wrong-step-count', '/steps', count)]})
  }
  for (const [at, step] of steps.entries()) {
    if (step.type !== 'insert') continue
    for (const [index, node] of step.nodes.entries()) {
      const pointer = `/steps/${at}/nodes/${index}`
      if (node.screen_id !== screenId) throw misplaced(refusal('step-on-another-screen', `${pointer}/screen_id`, {screen: screenId, got: node.screen_id}))
      if (!uuid.test(node.id)) throw misplaced(refusal('not-a-new-id', `${pointer}/id`, {got: node.id}))
    }
  }
}

/** Throws `step-refused` when a screen grew too big to serve. */
export function checkSize(tree: Tree): void {
  if (tree.nodes.size > maxNodes) throw misplaced(refusal('screen-too-large', '/steps', {most: maxNodes, got: tree.nodes.size}))
}

const misplaced = (error: Refusal): Problem => problem('step-refused', {}, {errors: [error]})
