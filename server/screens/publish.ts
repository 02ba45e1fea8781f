/** Publishes drafts of screens and config items: one release for all of them, or nothing. */
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {reason, refusal} from '../../schemas/index.ts'
import {errorsOf, pathClashes, refusedFor, screenCheck} from './check-screens.ts'
import {gatherItems, itemErrors} from './gather-items.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import {rolledBackIn} from './rolled-back.ts'
import {pathShape} from './screen-path.ts'
import type {PublishAsk, ReleasedScreen, ReleaseInfo, RolledBack} from './screens.ts'
import {takeOut} from './take-out.ts'
import {writeRelease} from './write-release.ts'

/** See `Screens.publish`. */
export async function publish(parts: ScreensParts, actor: Actor, ask: PublishAsk): Promise<ReleaseInfo> {
  requireEditor(actor)
  const {screens, items, note = ''} = ask
  // What is named goes, and nothing else.
  const asked: Pick<PublishAsk, 'screens' | 'items'> = screens || items ? {screens: screens ?? [], items: items ?? []} : {}
  return parts.inTurn('release', () => retryLostRaces(async () => {
    const live = parts.released.release()
    const {next, drafts, left} = await settleRolledBack(parts, actor, {...ask, ...asked})
    const config = await gatherItems(parts, asked.items)
    if (drafts.length + left.length + config.changed.length + config.left.length === 0) {
      if (live) return live
      throw problem('nothing-to-publish', {})
    }
    const check = screenCheck(parts)
    const problems = [...drafts.flatMap(draft => errorsOf(check, draft)), ...pathClashes([...next.values()])]
    const inItems = itemErrors(parts, config.changed)
    if (problems.length + inItems.length > 0) throw refusedFor(problems, inItems)
    const {release} = await writeRelease(parts, actor, {
      kind: 'publish', note, screens: Object.fromEntries([...next].map(([id, {hash}]) => [id, hash])), trees: drafts,
      items: config.next, documents: config.changed, check,
    })
    return release
  }, () => {
    // Whoever was faster may have published drafts that are newer than those known here.
    parts.drafts.reread()
    return parts.released.reread()
  }))
}

/** A hot patch that was rolled back stays so until whoever publishes its draft says otherwise. Throws `rolled-back-patches`, naming each. */
async function settleRolledBack(parts: ScreensParts, actor: Actor, {screens, rolledBack}: PublishAsk): Promise<Gathered> {
  const gathered = await gather(parts, screens)
  const found = await rolledBackIn(parts, gathered.drafts)
  if (rolledBack !== 'takeBack') {
    const kept = new Set(rolledBack?.keep)
    refuseAny(found.filter(({release}) => !kept.has(release)), false)
    return gathered
  }
  if (found.length === 0) return gathered
  await takeOut(parts, actor, found)
  const without = await gather(parts, screens)
  refuseAny(await rolledBackIn(parts, without.drafts), true)
  return without
}

function refuseAny(left: readonly RolledBack[], wasTakenBack: boolean): void {
  if (left.length === 0) return
  const errors = left.map(({path, number, note, steps, takeBack}) =>
    refusal('rolled-back-patch', '/rolledBack', {path, number, note, builtOn: takeBack.length < steps.length}))
  throw problem('rolled-back-patches', {wasTakenBack}, {errors, more: {rolledBack: left}})
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
