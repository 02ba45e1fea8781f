/** What publishing one screen would change, and what stands in its way. */
import {diffTrees, type Tree} from '../../ast/index.ts'
import type {Api, Problem, RolledBack, ScreenItem} from '../api/api.ts'
import {messageOf} from '../api/problem.ts'
import type {Manifests} from '../commands/places.ts'
import {openDraft} from '../state/draft.ts'
import {saySteps} from './say-steps.ts'

export interface Look {
  /** In words, one line for each. */
  readonly changes: readonly string[]
  /** What stops it. */
  readonly errors: readonly Problem[]
  /** Hot patches that were rolled back and stand in the draft. */
  readonly rolledBack: readonly RolledBack[]
  /** What of them comes live again, in words. */
  readonly backAgain: readonly string[]
}

/** Never fails: what could not be looked up is said among the changes. */
export async function lookUp(api: Api, manifests: Manifests, {id, live, archived}: ScreenItem): Promise<Look> {
  if (archived) return {changes: ['Archived: visitors lose it.'], errors: [], rolledBack: [], backAgain: []}
  try {
    const [problems, draft, before, rolledBack] = await Promise.all([api.check(id), api.draft(id), live === null ? undefined : api.live(id), api.rolledBack(id)])
    const tree = openDraft(draft).tree
    const titles = titlesIn(manifests, tree, before && openDraft(before).tree)
    return {
      changes: before ? changesOf(manifests, before, draft, titles) : ['It is new: it appears for the first time.'],
      errors: problems.filter(problem => problem.severity === 'error'),
      rolledBack,
      backAgain: rolledBack.flatMap(one => saySteps(one.steps, manifests, titles).map(line => `Brings back what was rolled back, ${patchWords(one)}: ${line.charAt(0).toLowerCase()}${line.slice(1)}`)),
    }
  } catch (error) {
    return {changes: [`What will change could not be looked up. ${messageOf(error)}`], errors: [], rolledBack: [], backAgain: []}
  }
}

/** `hot patch 7 (in a hurry)`. */
export const patchWords = ({number, note}: Pick<RolledBack, 'number' | 'note'>): string => `hot patch ${number}${note ? ` (${note})` : ''}`

type Shown = Awaited<ReturnType<Api['draft']>>

function changesOf(manifests: Manifests, live: Shown, draft: Shown, titles: (id: string) => string | undefined): readonly string[] {
  const [before, after] = [openDraft(live).tree, openDraft(draft).tree]
  const settings = JSON.stringify({...live.screen, root_id: ''}) === JSON.stringify({...draft.screen, root_id: ''}) ? [] : ['Changed the title, path or navigation of the screen']
  return [...settings, ...(before.rootId === after.rootId ? saySteps(diffTrees(before, after), manifests, titles) : ['Replaced the whole page'])]
}

const titlesIn = (manifests: Manifests, ...trees: readonly (Tree | undefined)[]) => (id: string): string | undefined =>
  trees.map(tree => manifests.get(tree?.nodes.get(id)?.snippet ?? '')?.title).find(title => title !== undefined)
