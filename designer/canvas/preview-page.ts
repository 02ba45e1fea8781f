/** The page as it will look once the server has resolved the latest edits: shown at once, and replaced by the real one a moment later. Pure. */
import {type Tree, walkTree} from '../../ast/index.ts'
import type {PageNode, PageState} from '../../runtime/client.ts'
import type {Json, JsonObject} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {Manifests} from '../commands/places.ts'
import type {CanvasPage} from '../state/editor-state.ts'

/**
 * What only the server knows stays as it was: computed values, data and handlers. Place, snippet and plain props follow `tree`; a prop that is not set has its default, as
 * snippets count on it.
 * The state that was resolved from exactly this tree is given back as it is. On the canvas every node stands once: hidden ones show, and what repeats is not repeated.
 */
export function previewPage({state, tree: resolved}: CanvasPage, tree: Tree, manifests: Manifests): PageState {
  if (tree === resolved) return state
  const standing = new Map(state.nodes.map(node => [node.id, node]))
  const nodes = walkTree(tree).map((node): PageNode => {
    const known = standing.get(node.id)
    if (known && resolved.nodes.get(node.id) === node) return known
    const {id, screen_id, parent_id, slot, order, snippet, props} = node
    return {...known, id, screen_id, parent_id, slot, order, snippet, props: {...defaultsOf(manifests.get(snippet)), ...plainProps(props, known?.props ?? {})}}
  })
  return {...state, nodes}
}

const defaultsOf = (manifest: Manifest | undefined): JsonObject =>
  Object.fromEntries(Object.entries(manifest?.props ?? {}).flatMap(([name, {default: preset}]) => preset === undefined ? [] : [[name, preset]]))

/** An expression's value is the one that was computed before, if any. */
function plainProps(props: JsonObject, computed: JsonObject): JsonObject {
  const out: Record<string, Json> = {}
  for (const [name, value] of Object.entries(props)) {
    if (!hasExpression(value)) out[name] = value
    else if (computed[name] !== undefined) out[name] = computed[name]
  }
  return out
}

function hasExpression(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasExpression)
  const entries = Object.entries(value as JsonObject)
  return (entries.length === 1 && entries[0]![0] === '$') || entries.some(([, inner]) => hasExpression(inner))
}
