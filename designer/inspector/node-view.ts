/** What the sections of the inspector are given: one node with all that helps to edit it. */
import type {ExpressionTypes, UiNode} from '../../ast/index.ts'
import type {Json, RecordSchema} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {Problem, SchemaItem} from '../api/api.ts'
import type {KnownSchemas} from './names-here.ts'

export interface NodeView {
  /** As it was drawn. */
  readonly node: UiNode
  /** As it is; undefined once it is gone. */
  readonly now: () => UiNode | undefined
  readonly manifest: Manifest
  /** Of this node only. */
  readonly problems: readonly Problem[]
  readonly schemas: readonly SchemaItem[]
  readonly loaded: KnownSchemas
  readonly paths: readonly string[]
  readonly types: ExpressionTypes
  /** How the viewer writes numbers: BCP 47. */
  readonly locale: string
  readonly hasParameter: string | undefined
  readonly set: (path: readonly string[], value: Json | undefined, label?: string, typing?: string) => void
  /** Tells those who do not see what was done. */
  readonly announce: (text: string) => void
  /** Resolves when what was set is drawn. */
  readonly drawn: () => Promise<unknown>
  /** Binds a source to another schema; undefined: to nothing. */
  readonly choose: (source: string, from: string | undefined) => void
}

/** The schema that the node's first bound source reads. */
export function boundSchema({node, manifest, loaded}: NodeView): RecordSchema | undefined {
  const name = Object.keys(manifest.data ?? {}).map(source => node.data?.[source]?.from).find(Boolean)
  return name === undefined ? undefined : loaded.get(name)
}

/** What people make screens of comes first; Espalier's own schemas last. */
export function schemaChoices(schemas: readonly SchemaItem[]): readonly SchemaItem[] {
  return schemas.toSorted((a, b) => Number(a.system ?? false) - Number(b.system ?? false) || (a.title < b.title ? -1 : 1))
}
