/** Writes a release: trees and documents that are new, the map of all, what it was held against and whatever belongs to it, in one commit. */
import {walkTree} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Change} from '../commit/change.ts'
import type {ItemDraft, ItemHashes} from '../config-items/index.ts'
import {screenCheck, type CheckScreen} from './check-screens.ts'
import {formerPaths} from './former-paths.ts'
import {hashRelease} from './hash-release.ts'
import {dataOfNode} from './node-record.ts'
import type {ScreensParts} from './parts.ts'
import {proveRelease} from './prove-release.ts'
import type {ReleasedScreen, ReleaseInfo} from './screens.ts'
import {writeDraft, type DraftWrite} from './write-draft.ts'

export interface ReleaseWrite {
  readonly kind: ReleaseInfo['kind']
  readonly note: string
  readonly screens: Readonly<Record<string, string>>
  /** The trees of `screens` that may not be stored yet. */
  readonly trees: readonly ReleasedScreen[]
  readonly items: ItemHashes
  /** The items whose documents may not be stored yet. */
  readonly documents?: readonly ItemDraft[]
  readonly check?: CheckScreen
  /** The one screen that differs from what is live. */
  readonly only?: string
  readonly draft?: DraftWrite | undefined
  /** The release that a rollback went back to. */
  readonly of?: string
}

/**
 * Its number is one more than the live release's, and unique: of several at once the store takes one, and the others throw `RaceLost`. To be called in turn.
 */
export async function writeRelease(parts: ScreensParts, actor: Actor, write: ReleaseWrite): Promise<{readonly release: ReleaseInfo; readonly seq: number}> {
  const {kind, note, screens, trees, items, documents = [], only, draft, of, check = screenCheck(parts)} = write
  const before = parts.released.release()
  const number = (before?.number ?? 0) + 1
  const id = parts.newId()
  const changes: Change[] = []
  for (const tree of trees) {
    // In memory before its release is, so that the switch is at once.
    parts.released.trees.remember(tree)
    if (!await parts.released.trees.isStored(tree.hash)) changes.push({op: 'create', schema: 'ui_tree', data: treeData(tree)})
  }
  changes.push(...await parts.config.storing(documents))
  const shown = await shownBy(parts, screens)
  const earlier = [...parts.released.screens().values()].map(({screen}) => screen)
  const former = formerPaths(parts.released.former(), earlier, shown.map(({screen}) => screen))
  const {expect, misfits, ...proof} = await proveRelease(parts, check, {screens: shown, items, documents}, only)
  const held = {screens, items, ...proof}
  const about = {number, kind, note, former, before: before?.id ?? null, ...(of !== undefined && {of})}
  const data = {...about, ...held, misfits, hash: hashRelease(held)} as unknown as JsonObject
  changes.push({op: 'create', schema: 'release', id, data})
  const {seq} = await writeDraft(parts, actor, draft, {changes, expect}, note)
  const now = parts.released.release()
  if (now?.id !== id) throw new Error(`release ${number} is stored, but did not become live`)
  return {release: now, seq}
}

async function shownBy({released}: ScreensParts, screens: Readonly<Record<string, string>>): Promise<readonly ReleasedScreen[]> {
  const found = await Promise.all(Object.entries(screens).map(([id, hash]) => {
    const live = released.screens().get(id)
    return live?.hash === hash ? live : released.trees.find(hash)
  }))
  return found.flatMap(one => one ?? [])
}

const treeData = ({hash, screen, tree}: ReleasedScreen): JsonObject => ({hash, screen: screen as unknown as JsonObject, nodes: walkTree(tree).map(node => ({id: node.id, ...dataOfNode(node)}))})
