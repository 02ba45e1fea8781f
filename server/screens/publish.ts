/** Publishes drafts: one release for all of them, or nothing. */
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {reason, refusal} from '../../schemas/index.ts'
import {errorsOf, pathClashes, refusedFor} from './check-screens.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import {pathShape} from './screen-path.ts'
import type {ReleasedScreen, ReleaseInfo} from './screens.ts'
import {writeRelease} from './write-release.ts'

/** See `Screens.publish`. */
export async function publish(parts: ScreensParts, actor: Actor, {screens, note = ''}: {readonly screens?: readonly string[]; readonly note?: string}): Promise<ReleaseInfo> {
  requireEditor(actor)
  return parts.inTurn('release', () => retryLostRaces(async () => {
    const live = parts.released.release()
    const {next, drafts, left} = await gather(parts, screens)
    if (drafts.length === 0 && left.length === 0) {
      if (live) return live
      throw problem('nothing-to-publish', {})
    }
    const problems = [...drafts.flatMap(draft => errorsOf(parts, draft)), ...pathClashes([...next.values()])]
    if (problems.length > 0) throw refusedFor(problems)
    const {release} = await writeRelease(parts, actor, {kind: 'publish', note, screens: Object.fromEntries([...next].map(([id, {hash}]) => [id, hash])), trees: drafts})
    return release
  }, () => {
    // Whoever was faster may have published drafts that are newer than those known here.
    parts.drafts.reread()
    return parts.released.reread()
  }))
}

interface Gathered {
  readonly next: ReadonlyMap<string, ReleasedScreen>
  /** Those that differ from what is live. */
  readonly drafts: readonly ReleasedScreen[]
  /** Those that were live and are archived or gone. */
  readonly left: readonly string[]
}

async function gather({list, drafts, released}: ScreensParts, asked: readonly string[] | undefined): Promise<Gathered> {
  const next = new Map(released.screens())
  const changed: ReleasedScreen[] = []
  const left: string[] = []
  for (const id of new Set(asked ?? [...next.keys(), ...list.live().map(one => one.screen.id)])) {
    const listed = list.find(id)
    if (!listed && !next.has(id)) {
      throw problem('not-found', {why: reason('no-screen-to-publish', {id})}, {errors: [refusal('no-screen', '/screens', {id})]})
    }
    if (!listed || listed.archived) {
      if (next.delete(id)) left.push(id)
      continue
    }
    const {screen, tree, hash} = await drafts.get(id)
    if (next.get(id)?.hash === hash) continue
    next.set(id, {screen, tree, hash})
    changed.push({screen, tree, hash})
  }
  // An archived screen that is still live gives way to one that has its path now.
  const shapes = new Set(changed.map(({screen}) => pathShape(screen.path)))
  for (const [id, {screen}] of next) if (list.find(id)?.archived !== false && shapes.has(pathShape(screen.path)) && next.delete(id)) left.push(id)
  return {next, drafts: changed, left}
}
