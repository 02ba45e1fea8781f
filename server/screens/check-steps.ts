/** Bounds on what one call may change, and the rule that steps stay on their screen. */
import type {Step, Tree} from '../../ast/index.ts'
import {InvalidInput} from '../errors.ts'

export const maxSteps = 500
export const maxNodes = 2_000

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Throws InvalidInput for too many steps, and for inserted nodes of another screen or with an id that is no UUID. */
export function checkSteps(screenId: string, steps: readonly Step[]): void {
  if (steps.length === 0 || steps.length > maxSteps) {
    throw new InvalidInput({detail: `Expected 1 to ${maxSteps} steps, got ${steps.length}.`, errors: [{pointer: '/steps', message: `expected 1 to ${maxSteps} steps, got ${steps.length}`}]})
  }
  for (const [at, step] of steps.entries()) {
    if (step.type !== 'insert') continue
    for (const [index, node] of step.nodes.entries()) {
      const pointer = `/steps/${at}/nodes/${index}`
      if (node.screen_id !== screenId) throw misplaced(`${pointer}/screen_id`, `expected this screen's id ${screenId}, got ${node.screen_id}: steps may only touch one screen`)
      if (!uuid.test(node.id)) throw misplaced(`${pointer}/id`, `expected a new UUID in small letters, got "${node.id}"`)
    }
  }
}

/** Throws InvalidInput when a screen grew too big to serve. */
export function checkSize(tree: Tree): void {
  if (tree.nodes.size > maxNodes) throw misplaced('/steps', `expected a screen of at most ${maxNodes} nodes, got ${tree.nodes.size}: split it into several screens`)
}

const misplaced = (pointer: string, message: string): InvalidInput => new InvalidInput({detail: `${pointer}: ${message}.`, errors: [{pointer, message}]}, 'step-refused', 422)
