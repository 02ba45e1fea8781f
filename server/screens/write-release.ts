/** Writes a release: the trees that are new and the map of all, with whatever belongs to it, in one commit. */
import {type Screen, walkTree} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Change} from '../commit/change.ts'
import {formerPaths} from './former-paths.ts'
import {dataOfNode} from './node-record.ts'
import type {ScreensParts} from './parts.ts'
import type {ReleasedScreen, ReleaseInfo} from './screens.ts'
import {writeDraft, type DraftWrite} from './write-draft.ts'

export interface ReleaseWrite {
  readonly kind: ReleaseInfo['kind']
  readonly note: string
  readonly screens: Readonly<Record<string, string>>
  /** The trees of `screens` that may not be stored yet. */
  readonly trees: readonly ReleasedScreen[]
  readonly draft?: DraftWrite | undefined
  /** The release that a rollback went back to. */
  readonly of?: string
}

/**
 * Its number is one more than the live release's, and unique: of several at once the store takes one, and the others throw `RaceLost`. To be called in turn.
 */
export async function writeRelease(parts: ScreensParts, actor: Actor, {kind, note, screens, trees, draft, of}: ReleaseWrite): Promise<{readonly release: ReleaseInfo; readonly seq: number}> {
  const before = parts.released.release()
  const number = (before?.number ?? 0) + 1
  const id = parts.newId()
  const changes: Change[] = []
  for (const tree of trees) {
    // In memory before its release is, so that the switch is at once.
    parts.released.trees.remember(tree)
    if (!await parts.released.trees.isStored(tree.hash)) changes.push({op: 'create', schema: 'ui_tree', data: treeData(tree)})
  }
  const former = formerPaths(parts.released.former(), [...parts.released.screens().values()].map(({screen}) => screen), await screensOf(parts, screens))
  changes.push({op: 'create', schema: 'release', id, data: {number, kind, note, screens, former, before: before?.id ?? null, ...(of !== undefined && {of})}})
  const {seq} = await writeDraft(parts, actor, draft, changes, note)
  const now = parts.released.release()
  if (now?.id !== id) throw new Error(`release ${number} is stored, but did not become live`)
  return {release: now, seq}
}

async function screensOf({released}: ScreensParts, screens: Readonly<Record<string, string>>): Promise<readonly Screen[]> {
  const found = await Promise.all(Object.entries(screens).map(([id, hash]) => {
    const live = released.screens().get(id)
    return live?.hash === hash ? live : released.trees.find(hash)
  }))
  return found.flatMap(one => one?.screen ?? [])
}

const treeData = ({hash, screen, tree}: ReleasedScreen): JsonObject => ({hash, screen: screen as unknown as JsonObject, nodes: walkTree(tree).map(node => ({id: node.id, ...dataOfNode(node)}))})
