/** Hot patches that were rolled back and still stand in a draft: the next publish would bring them back. */
import {applyStep, diffTrees, invertStep, type Step, type Tree} from '../../ast/index.ts'
import {createTurn, type Turn} from '../turn.ts'
import type {ScreensParts} from './parts.ts'
import type {ReleasedScreen, RolledBack} from './screens.ts'
import {stillStands} from './still-stands.ts'
import {takenBackOn, type TakenBack} from './taken-back.ts'

/** In these drafts, as they are given; newest first in each. */
export async function rolledBackIn(parts: ScreensParts, drafts: readonly ReleasedScreen[]): Promise<readonly RolledBack[]> {
  const live = parts.released.screens()
  const differing = drafts.filter(({screen, hash}) => hash !== live.get(screen.id)?.hash)
  if (differing.length === 0) return []
  const turn = createTurn()
  const patches = await takenBackOn(parts.store, differing.map(({screen}) => screen.id), turn)
  const found: RolledBack[] = []
  for (const draft of differing) found.push(...await standingIn(parts, draft, patches.filter(({screen}) => screen === draft.screen.id), turn))
  return found
}

/** Those that may be edited. */
export async function rolledBackOn(parts: ScreensParts, screenIds: readonly string[]): Promise<readonly RolledBack[]> {
  const edited = screenIds.filter(id => parts.list.find(id)?.archived === false)
  return rolledBackIn(parts, await Promise.all(edited.map(id => parts.drafts.get(id))))
}

async function standingIn({released}: ScreensParts, draft: ReleasedScreen, patches: readonly TakenBack[], turn: Turn): Promise<readonly RolledBack[]> {
  const {id: screen, path, title} = draft.screen
  const live = released.screens().get(screen)?.tree
  const found: RolledBack[] = []
  let {tree} = draft
  for (const {release, number, note, from, to} of patches) {
    const [before, after] = await Promise.all([released.trees.find(from), released.trees.find(to)])
    while (turn.isOver()) await turn.next()
    const left = before && after && takenOut(tree, live, diffTrees(before.tree, after.tree))
    if (!left || left.steps.length === 0) continue
    tree = left.tree
    found.push({screen, path, title, release, number, note, steps: left.steps, takeBack: left.takeBack})
  }
  return found
}

interface TakenOut {
  /** Without what could be taken out. */
  readonly tree: Tree
  /** Those that still stand. */
  readonly steps: readonly Step[]
  /** Takes them out again; less is in it where something was built on one of them. */
  readonly takeBack: readonly Step[]
}

function takenOut(draft: Tree, live: Tree | undefined, patch: readonly Step[]): TakenOut {
  let tree = draft
  const steps: Step[] = []
  const takeBack: Step[] = []
  for (const step of patch.toReversed()) {
    if (!stillStands(step, tree, live)) continue
    steps.unshift(step)
    const undone = applyStep(tree, invertStep(step), {})
    if (!undone.ok || isLiveInPart(step, live)) continue
    tree = undone.tree
    takeBack.push(undone.step)
  }
  return {tree, steps, takeBack}
}

/** Some of an inserted subtree is live by now: it goes out by hand. */
const isLiveInPart = (step: Step, live: Tree | undefined): boolean => step.type === 'insert' && step.nodes.some(({id}) => live?.nodes.has(id))
