/** Refused steps as problems. */
import type {StepRefusal} from '../../ast/index.ts'
import {refusalOf} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'

/** These could hold on another state of the tree; the others never. */
const dependsOnState: {readonly [K in StepRefusal['kind']]: boolean} = {
  'unknown-node': true, 'duplicate-node': true, 'unknown-parent': true, stale: true, cycle: false, root: false, invalid: false,
}

/** 409 `step-conflict` where the draft stands in the way, 422 `step-refused` where the step itself is wrong. `at`: which of the steps. */
export function stepRefused(refused: StepRefusal, at: number): Problem {
  const errors = [refusalOf(`/steps/${at}${refused.pointer ?? ''}`, refused)]
  const more = {reason: refused.kind, at, ...(refused.id !== undefined && {node: refused.id})}
  return problem(dependsOnState[refused.kind] ? 'step-conflict' : 'step-refused', {step: at + 1}, {errors, more})
}
