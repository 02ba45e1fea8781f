/** The four steps by which a tree changes, and what applying one gives back. */
import type {Json, Reason} from '../schemas/index.ts'
import type {Tree, TreeNode} from './tree.ts'
import type {UiNode} from './ui-node.ts'

export interface Place {readonly parent_id: string | null; readonly slot: string; readonly order: string}

/** A subtree, root first; each node says where it hangs. */
export interface InsertStep<N extends TreeNode = UiNode> {readonly type: 'insert'; readonly nodes: readonly N[]}
/** `was`: the whole subtree, root first. */
export interface RemoveStep<N extends TreeNode = UiNode> {readonly type: 'remove'; readonly id: string; readonly was?: readonly N[]}
export interface MoveStep {readonly type: 'move'; readonly id: string; readonly to: Place; readonly was?: Place}
/**
 * Sets what stands at `path` (`["props","title"]`, `["data","rows","limit"]`, `["when"]`); no `value` unsets it, and `was` is absent (`wasAbsent` true) where nothing stood there.
 * Missing objects on the way are made; an object that an unset leaves empty goes too (`props` itself stays). Lists are set as a whole: no path leads into one.
 * From outside (`parseStep`) the first element is one of props, data, on, when, each, snippet; it is never the node's id, screen or place.
 */
export interface SetStep {readonly type: 'set'; readonly id: string; readonly path: readonly string[]; readonly value?: Json; readonly was?: Json; readonly wasAbsent?: true}

export type Step<N extends TreeNode = UiNode> = InsertStep<N> | RemoveStep<N> | MoveStep | SetStep

export type StepTrouble = 'unknown-node' | 'duplicate-node' | 'unknown-parent' | 'cycle' | 'root' | 'stale' | 'invalid'

/** Why a step was refused: `kind` for programs that go on by it, code and params for `say`. Pages take steps and never say why not: no words come with it. */
export type StepRefusal = Reason & {readonly kind: StepTrouble; readonly id?: string; readonly pointer?: string}

/** `step` is the accepted step with `was` filled in, so that its inverse needs no document. */
export type StepResult<N extends TreeNode = UiNode> = {readonly ok: true; readonly tree: Tree<N>; readonly step: Step<N>} | {readonly ok: false; readonly reason: StepRefusal}
