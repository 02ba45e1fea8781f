/**
 * Rolls back: a new release with the map of an earlier one. What no longer fits is named, and holds nothing up. Drafts stay as they are, unless
 * what a hot patch left in them is to go too.
 */
import type {Actor} from '../actor.ts'
import {reason} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import {releaseOf} from './release-info.ts'
import {rolledBackOn} from './rolled-back.ts'
import type {Screens} from './screens.ts'
import {takeOut} from './take-out.ts'
import {writeRelease} from './write-release.ts'

/** Throws NotFound for an unknown release, Conflict when its screens are live already or one of its trees is gone. */
export async function rollback(parts: ScreensParts, actor: Actor, releaseId: string, {note, takeBack = false}: {readonly note?: string; readonly takeBack?: boolean} = {}): ReturnType<Screens['rollback']> {
  requireEditor(actor)
  const record = await parts.store.get('release', releaseId)
  if (!record) throw problem('not-found', {why: reason('no-such-record', {schema: 'release', id: releaseId})})
  const earlier = releaseOf(record, undefined)
  const release = await parts.inTurn('release', () => retryLostRaces(async () => {
    const live = parts.released.release()!
    if (isSameMap(earlier.screens, live.screens) && isSameMap(earlier.items, live.items)) {
      throw problem('already-live', {release: earlier.number})
    }
    for (const [screenId, hash] of Object.entries(earlier.screens)) {
      if (await parts.released.trees.find(hash)) continue
      throw problem('tree-missing', {release: earlier.number, screen: screenId, hash: hash.slice(0, 12)})
    }
    for (const [item, hash] of Object.entries(earlier.items)) {
      if (!await parts.config.find(hash)) throw problem('item-missing', {release: earlier.number, item, hash: hash.slice(0, 12)})
    }
    const {screens, items, id: of} = earlier
    const written = await writeRelease(parts, actor, {kind: 'rollback', note: note ?? `Back to release ${earlier.number}`, screens, trees: [], items, of})
    return written.release
  }, () => parts.released.reread()))
  const screens = parts.list.live().map(({screen}) => screen.id)
  const drafts = await rolledBackOn(parts, screens)
  if (!takeBack || drafts.length === 0) return {release, drafts}
  await takeOut(parts, actor, drafts)
  return {release, drafts: await rolledBackOn(parts, screens)}
}

function isSameMap(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([id, hash]) => b[id] === hash)
}
