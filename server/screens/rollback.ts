/** Rolls back: a new release with the map of an earlier one. Drafts stay as they are, unless what a hot patch left in them is to go too. */
import type {Actor} from '../actor.ts'
import {Conflict, problem} from '../errors.ts'
import {editDraft} from './edit-draft.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import {releaseOf} from './release-info.ts'
import {rolledBackOn} from './rolled-back.ts'
import type {RolledBack, Screens} from './screens.ts'
import {writeRelease} from './write-release.ts'

/** Throws NotFound for an unknown release, Conflict when its screens are live already or one of its trees is gone. */
export async function rollback(parts: ScreensParts, actor: Actor, releaseId: string, {note, takeBack = false}: {readonly note?: string; readonly takeBack?: boolean} = {}): ReturnType<Screens['rollback']> {
  requireEditor(actor)
  const earlier = releaseOf(await parts.reader.get(actor, 'release', releaseId), undefined)
  const release = await parts.inTurn('release', () => retryLostRaces(async () => {
    if (isSameMap(earlier.screens, parts.released.release()!.screens)) {
      throw problem('already-live', {release: earlier.number})
    }
    for (const [screenId, hash] of Object.entries(earlier.screens)) {
      if (await parts.released.trees.find(hash)) continue
      throw problem('tree-missing', {release: earlier.number, screen: screenId, hash: hash.slice(0, 12)})
    }
    const written = await writeRelease(parts, actor, {kind: 'rollback', note: note ?? `Back to release ${earlier.number}`, screens: earlier.screens, trees: [], of: earlier.id})
    return written.release
  }, () => parts.released.reread()))
  const left = (await Promise.all(parts.list.live().map(({screen}) => rolledBackOn(parts, screen.id)))).flat()
  return {release, drafts: takeBack ? await takeOut(parts, actor, left) : left}
}

/** Gives back what stays in its draft, as the draft had gone on meanwhile. */
async function takeOut(parts: ScreensParts, actor: Actor, found: readonly RolledBack[]): Promise<readonly RolledBack[]> {
  const stays: RolledBack[] = []
  for (const one of found) {
    try {
      await editDraft(parts, actor, one.screen, undefined, one.takeBack)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      stays.push(one)
    }
  }
  return stays
}

function isSameMap(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([id, hash]) => b[id] === hash)
}
