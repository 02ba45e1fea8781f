/** What an expression at a node may speak of: the checker's names, with the record that the node or one above it reads. */
import {type ExpressionTypes, screenNames, type Screen, type Tree} from '../../ast/index.ts'
import type {RecordSchema} from '../../schemas/index.ts'
import type {Manifests} from '../commands/places.ts'

export type KnownSchemas = ReadonlyMap<string, RecordSchema>

/** A record whose schema is not loaded (yet) may be anything. */
export function namesHere(screen: Screen, tree: Tree, manifests: Manifests, schemas: KnownSchemas, id: string): ExpressionTypes {
  const names: ExpressionTypes = screenNames(screen)
  let inEach = false
  let record: ExpressionTypes[string] | undefined
  for (let node = tree.nodes.get(id); node; node = node.parent_id === null ? undefined : tree.nodes.get(node.parent_id)) {
    inEach ||= node.each !== undefined
    const source = Object.entries(manifests.get(node.snippet)?.data ?? {}).find(([name, need]) => need.kind === 'record' && node?.data?.[name] !== undefined)?.[0]
    const from = source === undefined ? undefined : node.data?.[source]?.from
    const schema = from === undefined ? undefined : schemas.get(from)
    if (from !== undefined) record ??= schema ? {record: schema} : 'any'
  }
  return {...names, ...(record === undefined ? {} : {record}), ...(inEach ? {item: 'any', index: 'number'} : {})}
}

/** The schemas that the node, and those above it, read from. */
export function schemasNamed(tree: Tree, id: string): readonly string[] {
  const found = new Set<string>()
  for (let node = tree.nodes.get(id); node; node = node.parent_id === null ? undefined : tree.nodes.get(node.parent_id)) {
    for (const source of Object.values(node.data ?? {})) found.add(source.from)
    for (const actions of Object.values(node.on ?? {})) for (const action of actions) if (action.schema) found.add(action.schema)
  }
  return [...found]
}
