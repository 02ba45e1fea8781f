/** What each kind of step can do: the contract that the step files fill in. */
import {reason, type Reason} from '../../schemas/index.ts'
import type {Step, StepRefusal, StepResult} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import type {UiNode} from '../ui-node.ts'
import type {Owned} from './owned.ts'

export interface ApplyOptions {
  /** Take the step as meant, whatever it says about the state before: `was` is then filled in anew and never makes a step stale. */
  readonly rebase?: boolean
}

export interface StepKind<S> {
  /** `owned`: what steps before it, whose trees nobody sees, have made. */
  apply<N extends TreeNode>(tree: Tree<N>, step: S & Step<N>, options: ApplyOptions, owned?: Owned): StepResult<N>
  invert<N extends TreeNode>(step: S & Step<N>): Step<N>
  rebase<N extends TreeNode>(step: S & Step<N>, over: Step<N>): Step<N> | null
}

export interface Refused {readonly ok: false; readonly reason: StepRefusal}

/** `at`: the node and the place in the step that it is about. */
export const refuse = (kind: StepRefusal['kind'], why: Reason, at: Pick<StepRefusal, 'id' | 'pointer'> = {}): Refused => ({ok: false, reason: {...why, ...at, kind}})

export const unknownNode = (id: string): Refused => refuse('unknown-node', reason('unknown-node', {id}), {id})

/** Stated where a step is inverted before it was accepted: a mistake of the program, not of a person. */
export const notAccepted = (step: Step<TreeNode> | Step<UiNode>): Error =>
  new Error(`a ${step.type} step has no inverse before it was applied: \`was\` is filled in by applyStep`)

/** The ids that an accepted removal took away; of one that was not accepted only its own is known. */
export const removedIds = <N extends TreeNode>(step: {readonly id: string; readonly was?: readonly N[]}): ReadonlySet<string> =>
  new Set([step.id, ...(step.was ?? []).map((node) => node.id)])
