/** Hot patches that were rolled back and still stand in a draft: the next publish would bring them back. */
import {applyStep, invertStep, type Step, type Tree} from '../../ast/index.ts'
import type {ScreensParts} from './parts.ts'
import {releaseChanges} from './release-changes.ts'
import {releaseOf} from './release-info.ts'
import type {ReleaseChange, ReleaseInfo, RolledBack} from './screens.ts'

const searched = 200

/** Of these screens, newest first on each. Looks at the last 200 releases. */
export async function rolledBackOn(parts: ScreensParts, screenIds: readonly string[]): Promise<readonly RolledBack[]> {
  const {store, drafts, released, list} = parts
  const differs = async (id: string): Promise<boolean> => (await drafts.get(id)).hash !== released.screens().get(id)?.hash
  const differing = (await Promise.all(screenIds.map(async id => (list.find(id)?.archived === false && await differs(id) ? [id] : [])))).flat()
  if (differing.length === 0) return []
  const newestFirst = {schema: 'release', sort: [{field: 'number', descending: true}]} as const
  const {items: [rollback]} = await store.page({...newestFirst, filter: {op: 'eq', field: 'kind', value: 'rollback'}, limit: 1})
  if (!rollback) return []
  const {items} = await store.page({...newestFirst, limit: searched})
  const releases = items.map(item => releaseOf(item, undefined))
  const patches = releases.filter(one => one.kind === 'hotpatch' && wasTakenBack(one, releases))
  const changed = await Promise.all(patches.map(async patch => {
    const before = releases.find(one => one.id === patch.before)
    return {patch, changes: await releaseChanges(released.trees, before, patch)}
  }))
  return (await Promise.all(differing.map(id => standingOn(parts, id, changed)))).flat()
}

interface Changed {readonly patch: ReleaseInfo; readonly changes: readonly ReleaseChange[]}

async function standingOn({drafts, released}: ScreensParts, screenId: string, patches: readonly Changed[]): Promise<readonly RolledBack[]> {
  const live = released.screens().get(screenId)
  const draft = await drafts.get(screenId)
  const {path, title} = draft.screen
  const found: RolledBack[] = []
  let {tree} = draft
  for (const {patch: {id, number, note}, changes} of patches) {
    const steps = changes.find(change => change.screen === screenId)?.steps ?? []
    const undo = stillStanding(tree, live?.tree, steps)
    tree = undo.tree
    if (undo.steps.length > 0) found.push({screen: screenId, path, title, release: id, number, note, steps: undo.of, takeBack: undo.steps})
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
