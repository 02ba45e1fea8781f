/** What a release changed against the one before it, screen by screen, as steps. */
import {diffTrees, hashScreen, walkTree} from '../../ast/index.ts'
import type {ReleaseChange, ReleasedScreen, ReleaseInfo} from './screens.ts'
import type {Trees} from './trees.ts'

export async function releaseChanges(trees: Trees, before: ReleaseInfo | undefined, after: ReleaseInfo): Promise<readonly ReleaseChange[]> {
  const ids = new Set([...Object.keys(before?.screens ?? {}), ...Object.keys(after.screens)])
  const changes = await Promise.all([...ids].map(async screen => {
    const from = before?.screens[screen] ?? null
    const to = after.screens[screen] ?? null
    if (from === to) return undefined
    const [old, now] = await Promise.all([from === null ? undefined : trees.find(from), to === null ? undefined : trees.find(to)])
    const shown = now ?? old
    return shown && {screen, path: shown.screen.path, title: shown.screen.title, kind: kindOf(old, now), from, to, steps: stepsOf(old, now), settings: changesSettings(old, now)}
  }))
  return changes.filter(change => change !== undefined).toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const kindOf = (old: ReleasedScreen | undefined, now: ReleasedScreen | undefined): ReleaseChange['kind'] => (!old ? 'added' : !now ? 'removed' : 'changed')

function stepsOf(old: ReleasedScreen | undefined, now: ReleasedScreen | undefined): ReleaseChange['steps'] {
  if (old && now) return diffTrees(old.tree, now.tree)
  return now ? [{type: 'insert', nodes: walkTree(now.tree)}] : []
}

/** The hash covers the screen's own data and its tree: with the same tree, only other data give another hash. */
const changesSettings = (old: ReleasedScreen | undefined, now: ReleasedScreen | undefined): boolean =>
  old !== undefined && now !== undefined && hashScreen(old.screen, now.tree) !== now.hash
