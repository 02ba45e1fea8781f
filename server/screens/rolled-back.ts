/** Hot patches that were rolled back and still stand in a draft: the next publish would bring them back. */
import {applyStep, invertStep, type Step, type Tree} from '../../ast/index.ts'
import type {ScreensParts} from './parts.ts'
import {releaseChanges} from './release-changes.ts'
import {releaseOf} from './release-info.ts'
import type {ReleaseInfo, RolledBack} from './screens.ts'

const searched = 200

/** Of one screen, newest first. Looks at the last 200 releases. */
export async function rolledBackOn({store, drafts, released, list}: ScreensParts, screenId: string): Promise<readonly RolledBack[]> {
  const listed = list.find(screenId)
  if (!listed || listed.archived) return []
  const live = released.screens().get(screenId)
  const draft = await drafts.get(screenId)
  if (draft.hash === live?.hash) return []
  const {items} = await store.page({schema: 'release', sort: [{field: 'number', descending: true}], limit: searched})
  const releases = items.map(item => releaseOf(item, undefined))
  const found: RolledBack[] = []
  let {tree} = draft
  for (const patch of releases) {
    if (patch.kind !== 'hotpatch' || !wasTakenBack(patch, releases)) continue
    const before = releases.find(one => one.id === patch.before)
    const changes = await releaseChanges(released.trees, before, patch)
    const steps = changes.find(change => change.screen === screenId)?.steps ?? []
    const undo = stillStanding(tree, live?.tree, steps)
    tree = undo.tree
    if (undo.steps.length > 0) found.push({screen: screenId, path: listed.screen.path, title: listed.screen.title, release: patch.id, number: patch.number, note: patch.note, steps: undo.of, takeBack: undo.steps})
  }
  return found
}

/** A later rollback went to a release before it. */
const wasTakenBack = ({number}: ReleaseInfo, releases: readonly ReleaseInfo[]): boolean =>
  releases.some(one => one.kind === 'rollback' && one.number > number && (releases.find(target => target.id === one.of)?.number ?? Infinity) < number)

/** The steps whose effect is in the draft and not on the live page, and the steps that take them back from the draft. */
function stillStanding(draft: Tree, live: Tree | undefined, steps: readonly Step[]): {readonly tree: Tree; readonly of: readonly Step[]; readonly steps: readonly Step[]} {
  let tree = draft
  const of: Step[] = []
  const back: Step[] = []
  for (const step of steps.toReversed()) {
    const undo = invertStep(step)
    const undone = applyStep(tree, undo, {})
    if (!undone.ok || live && applyStep(live, undo, {}).ok) continue
    tree = undone.tree
    of.unshift(step)
    back.push(undone.step)
  }
  return {tree, of, steps: back}
}
