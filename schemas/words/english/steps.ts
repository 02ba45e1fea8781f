/** Why a step cannot be taken, and what can be wrong with its shape, in English. */
import type {Reason} from '../reason.ts'
import type {Shown} from '../shown.ts'
import type {Tell} from '../words.ts'
import {meant, value, type Near} from './nouns.ts'

interface OfNode {readonly id: string}
type InNode = OfNode & {/** joined by dots */ readonly path: string}

const things = {
  'order-key': 'an order key, as in "a0" (see orderBetween)',
  name: 'a name (letters, digits, "_" and "-")',
  id: 'an id (letters, digits, ".", "_" and "-", at most 64)',
  snippet: 'a snippet\'s name in kebab-case, as in "data-grid"',
  expression: 'an expression',
  text: 'text',
  'whole-number': 'a whole number',
  'finite-number': 'a finite number',
  list: 'a list',
  object: 'an object',
  step: 'a step',
  json: 'JSON',
  true: 'true',
} as const
export type Thing = keyof typeof things

export const stepSentences = {
  'step-count': ({most, count}: {readonly most: number; readonly count?: number | undefined}) =>
    `steps: expected a list of 1 to ${most} steps, got ${count ?? 'none'}`,
  misshapen: ({expected, got}: {readonly expected: Thing; readonly got: Shown}) => `expected ${things[expected]}, got ${value(got)}`,
  'thing-too-long': ({expected, most, got}: {readonly expected: Thing; readonly most: number; readonly got: Shown}) =>
    `expected ${things[expected]} of at most ${most} characters, got ${value(got)}`,
  'none-of': ({choices, got}: {readonly choices: readonly string[]; readonly got: Shown}) =>
    `expected ${choices.map(choice => JSON.stringify(choice)).join(' or ')}, got ${value(got)}`,
  'list-size': ({least, most, got}: {readonly least: number; readonly most: number; readonly got: Shown}) =>
    `expected a list of ${least} to ${most}, got ${value(got)}`,
  'too-many-members': ({most, got}: {readonly most: number; readonly got: Shown}) =>
    `expected an object of at most ${most} members, got ${value(got)}`,
  'json-levels': ({most, got}: {readonly most: number; readonly got: Shown}) =>
    `expected JSON at most ${most} levels deep, got ${value(got)}`,
  'json-values': ({most, got}: {readonly most: number; readonly got: Shown}) => `expected at most ${most} values, got ${value(got)}`,
  'member-not-known': ({name, near, known}: Near & {readonly known: readonly string[]}) =>
    `unknown member "${name}"${meant(near)}; expected ${known.join(', ')}`,
  'hostile-member': ({name}: {readonly name: string}) => `"${name}" is no name for a member; choose another`,
  'no-such-path': ({path}: {readonly path: string}) =>
    `no path leads to ${path}; expected one into props, data.<source>.<member>, on.<event>, when, each or snippet`,
  'both-was-and-absent': () => 'expected either was or wasAbsent, got both',
  'step-misshapen': ({pointer, why}: {readonly pointer: string; readonly why: Reason}, tell: Tell) =>
    `step${pointer === '' ? '' : `, ${pointer}`}: ${tell(why)}`,

  'unknown-node': ({id}: OfNode) => `node ${id} is not in this tree; it may have been removed, or stand on another screen`,
  'root-stays': ({id}: OfNode) => `remove: node ${id} is the root; a screen keeps its root: remove what hangs on it`,
  'root-not-moved': ({id}: OfNode) => `move: node ${id} is the root, which has no other place; move what hangs on it`,
  'moved-without-parent': ({id, root}: OfNode & {readonly root: string}) =>
    `move: node ${id} would have no parent; a screen has one root already (${root})`,
  'inserted-without-parent': ({id, root}: OfNode & {readonly root: string}) =>
    `insert: node ${id} has no parent; a screen has one root already (${root}): hang the node on a node of the tree`,
  'moved-under-unknown': ({id, parent}: OfNode & {readonly parent: string}) =>
    `move: node ${id} would hang on ${parent}, which is not in this tree; it may have been removed`,
  'inserted-under-unknown': ({id, parent}: OfNode & {readonly parent: string}) =>
    `insert: node ${id} would hang on ${parent}, which is not in this tree; it may have been removed`,
  'moved-in-circle': ({id, parent}: OfNode & {readonly parent: string}) =>
    `move: node ${parent} hangs under node ${id}, so that ${id} cannot hang on it; move ${parent} out first`,
  'subtree-changed': ({id}: OfNode) => `remove: what hangs on node ${id} was changed by someone else; look again, or rebase the step`,
  'place-changed': ({id}: OfNode) => `move: node ${id} was moved by someone else; look again, or rebase the step`,
  'value-changed': ({id, path}: InNode) => `set: ${path} of node ${id} was changed by someone else; look again, or rebase the step`,
  'has-another-value': () => 'it has another value now',
  'nothing-inserted': () => 'insert: expected at least one node, got an empty list',
  'node-stands-already': ({id}: OfNode) => `insert: node ${id} stands in the tree already; give the new node an id of its own`,
  'node-of-another-screen': ({id, screen, here}: OfNode & {readonly screen: string; readonly here?: string | undefined}) =>
    `insert: node ${id} belongs to screen ${screen}, this tree to ${here ?? 'none'}`,
  'not-a-subtree': ({why}: {readonly why: Reason}, tell: Tell) =>
    `insert: ${tell(why)} (the first node of the list is the subtree's root, and the others hang under it)`,
  'base-taken-away': ({step}: {readonly step: string}) =>
    `${step}: what it stands on was taken away in the meantime; fetch the draft again and look`,

  'set-inside-value': ({id, path, blocked, list}: InNode & {readonly blocked: string; readonly list: boolean}) =>
    `set: ${path} of node ${id}: ${blocked} is `
    + `${list ? 'a list, which is set as a whole' : 'no object, so that nothing can stand in it'}; set ${blocked}`,
  'set-nothing': ({id}: OfNode) =>
    `set: nothing of node ${id}: the path is empty; expected at least a member of the node, as in ["props","title"]`,
  'set-place': ({id, path, name}: InNode & {readonly name: string}) =>
    `set: ${path} of node ${id}: ${name} is not a property; a node changes its place by a move step, and its id never`,
  'set-hostile-name': ({id, path, name}: InNode & {readonly name: string}) =>
    `set: ${path} of node ${id}: ${name} is no name for a property`,
  'set-inside-text': ({id, path, name}: InNode & {readonly name: string}) =>
    `set: ${path} of node ${id}: ${name} is text; the path ends there`,
  'set-no-text': ({id, path, got}: InNode & {readonly got?: string | undefined}) =>
    `set: ${path} of node ${id}: expected text, got ${got ?? 'nothing'}`,
  'set-no-object': ({id, path, got}: InNode & {readonly got?: string | undefined}) =>
    `set: ${path} of node ${id}: expected an object, got ${got ?? 'nothing'}`,

  'node-twice': ({id}: OfNode) => `node ${id} stands twice in the list; each node has an id of its own`,
  'two-roots': ({id, other}: OfNode & {readonly other: string}) =>
    `nodes ${other} and ${id} both have no parent; a screen has exactly one root`,
  'no-root': () => 'no node is without a parent; a screen has exactly one root, whose parent_id is null',
  'nodes-of-two-screens': ({id, screen, root}: OfNode & {readonly screen: string; readonly root: string}) =>
    `node ${id} belongs to screen ${screen}, the root to ${root}; all nodes of a tree belong to one screen`,
  'parent-not-there': ({id, parent}: OfNode & {readonly parent: string}) => `node ${id} hangs on ${parent}, which is not there`,
  'circle-of-nodes': ({id}: OfNode) => `node ${id} and its ancestors hang on each other in a circle, and not on the root`,
} as const
