/** Refused steps as problems. */
import type {Refusal} from '../../ast/index.ts'
import {Conflict, InvalidInput, type Problem} from '../errors.ts'

/** These could hold on another state of the tree; the others never. */
const dependsOnState: {readonly [C in Refusal['code']]: boolean} = {
  'unknown-node': true, 'duplicate-node': true, 'unknown-parent': true, stale: true, cycle: false, root: false, invalid: false,
}

/** 409 `step-conflict` where the draft stands in the way, 422 `step-refused` where the step itself is wrong. `at`: which of the steps. */
export function stepRefused(reason: Refusal, at: number): Problem {
  const errors = [{pointer: `/steps/${at}${reason.pointer ?? ''}`, message: reason.message}]
  const more = {reason: reason.code, at, ...(reason.id !== undefined && {node: reason.id})}
  return dependsOnState[reason.code]
    ? new Conflict({detail: `Step ${at + 1} does not fit the tree: ${reason.message}`, errors, more}, 'step-conflict')
    : new InvalidInput({detail: `Step ${at + 1} cannot be done: ${reason.message}`, errors, more}, 'step-refused', 422)
}
