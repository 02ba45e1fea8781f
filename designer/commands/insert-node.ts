/** A new node of a snippet, and the step that puts it somewhere. */
import type {InsertStep, Tree, UiNode} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import {placeAt, type Spot} from './places.ts'

/** What a new node begins with: its snippet's example, and the given parts of the node on top. */
export interface NewNode {readonly id: string; readonly manifest: Manifest; readonly props?: JsonObject; readonly data?: UiNode['data']; readonly on?: UiNode['on']}

export function insertNode(tree: Tree, screenId: string, spot: Spot, fresh: NewNode): InsertStep {
  return {type: 'insert', nodes: [nodeAt(screenId, placeAt(tree, spot), fresh)]}
}

export function nodeAt(screenId: string, place: {readonly parent_id: string | null; readonly slot: string; readonly order: string}, {id, manifest, props, data, on}: NewNode): UiNode {
  return {
    id, screen_id: screenId, ...place, snippet: manifest.name,
    props: {...(manifest.example as JsonObject | undefined), ...props},
    ...(data ? {data} : {}), ...(on ? {on} : {}),
  }
}
