/** Hot patch: steps on the live tree of one screen, released at once, and carried over to its draft. */
import {reason} from '../../schemas/index.ts'
import {applySteps, hashScreen, type Step} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {changesBetween} from './changes-between.ts'
import {checkSize, checkSteps} from './check-steps.ts'
import {errorsOf, refusedFor, screenCheck, type CheckScreen} from './check-screens.ts'
import type {Draft} from './drafts.ts'
import {retryLostRaces} from './lost-race.ts'
import {requireEditor} from './may-open.ts'
import type {ScreensParts} from './parts.ts'
import type {Patched, ReleasedScreen} from './screens.ts'
import {stepRefused} from './step-refused.ts'
import {writeRelease} from './write-release.ts'

/** See `Screens.patchNode`. A repeated node's id on a page (`<node>~<item>`) names its node. */
export async function patchNode(parts: ScreensParts, actor: Actor, pageNodeId: string, steps: readonly Step[], note: string): Promise<Patched> {
  requireEditor(actor)
  const nodeId = pageNodeId.split('~')[0]!
  const {screen: {id: screenId}} = await findLive(parts, nodeId)
  checkSteps(screenId, steps)
  return parts.inTurn('release', () => parts.inTurn(`screen ${screenId}`, () => retryLostRaces(
    async () => patch(parts, actor, await findLive(parts, nodeId), steps, note),
    async () => {
      parts.drafts.reread(screenId)
      await parts.released.reread()
    },
  )))
}

async function patch(parts: ScreensParts, actor: Actor, live: ReleasedScreen, steps: readonly Step[], note: string): Promise<Patched> {
  const result = applySteps(live.tree, steps, {})
  if (!result.ok) throw stepRefused(result.reason, result.at)
  checkSize(result.tree)
  const {screen} = live
  const after = {screen, tree: result.tree, hash: hashScreen(screen, result.tree)}
  const current = parts.released.release()!
  const patched = {screen: screen.id, from: live.hash, to: after.hash, steps: result.steps}
  if (after.hash === live.hash) return {...patched, release: current, draft: 'unchanged', seq: parts.store.seq()}
  const check = screenCheck(parts)
  const problems = newProblems(check, live, after)
  if (problems.length > 0) throw refusedFor(problems)
  const carried = await carryOver(parts, screen.id, result.steps)
  const {release, seq} = await writeRelease(parts, actor, {
    kind: 'hotpatch', note, screens: {...current.screens, [screen.id]: after.hash}, trees: [after], items: current.items,
    only: screen.id, draft: carried.write, check,
  })
  return {...patched, release, draft: carried.outcome, seq}
}

/** What was wrong before may stay: a patch repairs one thing at a time, on a screen whose schemas may have moved under it. */
function newProblems(check: CheckScreen, before: ReleasedScreen, after: ReleasedScreen): ReturnType<typeof errorsOf> {
  const problems = errorsOf(check, after)
  if (problems.length === 0) return problems
  const known = new Set(errorsOf(check, before).map(({code, node, pointer}) => `${code} ${node} ${pointer}`))
  return problems.filter(({code, node, pointer}) => !known.has(`${code} ${node} ${pointer}`))
}

interface CarriedOver {
  readonly outcome: Patched['draft']
  readonly write?: {readonly draft: Draft; readonly tree: Draft['tree']; readonly steps: readonly Step[]}
}

/** The later wins, property by property: a patch takes a property from the draft too, and its history says so. */
async function carryOver({drafts, list}: ScreensParts, screenId: string, steps: readonly Step[]): Promise<CarriedOver> {
  const listed = list.find(screenId)
  if (!listed || listed.archived) return {outcome: 'conflict'}
  const draft = await drafts.get(screenId)
  const result = applySteps(draft.tree, steps, {rebase: true})
  if (!result.ok) return {outcome: 'conflict'}
  if (changesBetween(draft.tree, result.tree, draft.revs).changes.length === 0) return {outcome: 'unchanged'}
  return {outcome: 'rebased', write: {draft, tree: result.tree, steps: result.steps}}
}

async function findLive({released, store, list}: ScreensParts, nodeId: string): Promise<ReleasedScreen> {
  for (const one of released.screens().values()) if (one.tree.nodes.has(nodeId)) return one
  const draft = await store.get('ui_node', nodeId)
  const path = draft && list.find((JSON.parse(draft.doc) as {readonly screen_id: string}).screen_id)?.screen.path
  throw path === undefined ? problem('not-found', {why: reason('no-live-node', {node: nodeId})}) : problem('only-in-draft', {node: nodeId, path})
}
