/** Finds everything in a screen that would not work, before anyone opens it. */
import {reason, type RecordSchema} from '../../schemas/index.ts'
import type {ExpressionTypes} from '../expressions/types.ts'
import type {SnippetManifest} from '../manifest.ts'
import {nearestName} from '../nearest-name.ts'
import {childrenOf, getNode} from '../read-tree.ts'
import type {Tree} from '../tree.ts'
import type {Screen} from '../ui-node.ts'
import {checkActions} from './check-actions.ts'
import {checkedExpression, type FormerPath, type NodeContext} from './check-context.ts'
import {checkData, hasSourceShape} from './check-data.ts'
import {checkProps} from './check-props.ts'
import {ownRecord, screenNames} from './names-in-scope.ts'
import {reportInto, type NodeProblem} from './node-problem.ts'

export type {NodeProblem} from './node-problem.ts'

export interface CheckInput {
  readonly screen: Screen
  readonly tree: Tree
  readonly snippets: ReadonlyMap<string, SnippetManifest>
  readonly schemas: ReadonlyMap<string, RecordSchema>
  /** All screens there are: what links may lead to. */
  readonly screens: readonly Screen[]
  /** Paths that screens had earlier and that lead on to them. */
  readonly former?: readonly FormerPath[]
}

/**
 * Node by node in document order: unknown snippets, props that do not fit the manifest, slots that the parent has not, sources and actions that do not fit the schemas,
 * expressions that do not parse or do not type-check, and (as warnings) links that lead to no screen, or only because it stood there earlier. Takes whatever JSON a node holds.
 */
export function checkScreen({screen, tree, snippets, schemas, screens, former = []}: CheckInput): readonly NodeProblem[] {
  const problems: NodeProblem[] = []
  const open: {readonly id: string; readonly names: ExpressionTypes; readonly parent: SnippetManifest | undefined}[] = [{id: tree.rootId, names: screenNames(screen), parent: undefined}]
  for (let next = open.pop(); next; next = open.pop()) {
    const node = getNode(tree, next.id)
    const manifest = snippets.get(node.snippet)
    const context: NodeContext = {node, manifest, schemas, screens, former, report: reportInto(problems, screen.path, node.id)}
    if (next.parent) checkSlot(context, next.parent)
    const names = checkNode(context, next.names, snippets)
    // Pushed backwards, so that the first child is looked at first.
    for (const child of childrenOf(tree, node.id).toReversed()) open.push({id: child.id, names, parent: manifest})
  }
  return problems
}

function checkSlot({node, report}: NodeContext, parent: SnippetManifest): void {
  const slots = Object.keys(parent.slots ?? {})
  if (slots.includes(node.slot)) return
  if (slots.length === 0) {
    report(reason('leaf-parent', {parent: parent.name}), ['slot'], {hint: reason('hint-move-out')})
    return
  }
  const near = nearestName(node.slot, slots)
  const hint = near === undefined ? reason('hint-move-to', {slot: slots[0]!}) : reason('hint-near', {near})
  report(reason('unknown-slot', {owner: parent.name, name: node.slot, known: slots}), ['slot'], {hint})
}

/** Gives the names that the expressions of its children may use. */
function checkNode(context: NodeContext, inherited: ExpressionTypes, snippets: ReadonlyMap<string, SnippetManifest>): ExpressionTypes {
  const {node, manifest, schemas, report} = context
  if (!manifest) report(reason('unknown-snippet', {name: node.snippet, near: nearestName(node.snippet, snippets.keys())}), ['snippet'], {hint: reason('hint-other-snippet')})
  const around = {...inherited, ...repeated(context, inherited)}
  if (node.when !== undefined) checkedExpression(node.when, around, ['when'], report, ['boolean'])
  const isReadable = hasSourceShape(context)
  const record = isReadable ? ownRecord(node, manifest, schemas) : 'any'
  const names = record === undefined ? around : {...around, record}
  if (manifest) {
    checkProps(isReadable ? context : {...context, manifest: undefined}, manifest, names)
    if (isReadable) {
      const {record: _, ...beside} = around
      checkData(context, manifest, beside)
    }
    checkActions(context, manifest, names)
  }
  return names
}

/** `item` and `index`, where the node stands once for each item of a list. */
function repeated({node, report}: NodeContext, types: ExpressionTypes): ExpressionTypes {
  if (node.each === undefined) return {}
  if (node.parent_id === null) report(reason('repeated-root'), ['each'], {hint: reason('hint-repeat-inside'), severity: 'warning'})
  const type = checkedExpression(node.each, types, ['each'], report, ['list'])
  return {item: typeof type === 'object' && 'list' in type ? type.list : 'any', index: 'number'}
}
