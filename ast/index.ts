/** The public face of `ast`. */
export type {Action, DataSource, Expression, Screen, UiNode} from './ui-node.ts'
export type {Tree, TreeNode} from './tree.ts'
export type {InsertStep, MoveStep, Place, Refusal, RemoveStep, SetStep, Step, StepResult} from './step.ts'
export type {Filter, Scalar, SortKey} from './filter.ts'
