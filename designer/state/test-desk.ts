/** For tests: a screen on a server that several editors share, in memory. It takes steps as the real one does: in its own order, rebased over what came before. */
import {say} from '../../schemas/index.ts'
import {applySteps, hashScreen, type Screen, type Step, type Tree, walkTree} from '../../ast/index.ts'
import {ApiProblem} from '../api/problem.ts'
import type {DraftAnswer} from './draft.ts'
import type {DraftChanged, StepsAnswer} from './sync.ts'

export interface TestDesk {
  readonly screen: Screen
  tree(): Tree
  hash(): string
  answer(): DraftAnswer
  /** Throws an ApiProblem 409 where a step no longer holds. */
  take(steps: readonly Step[]): StepsAnswer
  follow(listener: (change: DraftChanged) => void): void
}

export function createTestDesk({screen, tree: first}: {readonly screen: Screen; readonly tree: Tree}): TestDesk {
  let tree = first
  let seq = 0
  const listeners: ((change: DraftChanged) => void)[] = []
  const hash = (): string => hashScreen(screen, tree)
  return {
    screen,
    tree: () => tree,
    hash,
    answer: () => ({screen, hash: hash(), nodes: walkTree(tree)}),
    take(steps) {
      const from = hash()
      const applied = applySteps(tree, steps, {rebase: true})
      if (!applied.ok) throw new ApiProblem(409, {code: 'step-refused', detail: say(applied.reason)})
      tree = applied.tree
      seq += 1
      const change = {from, to: hash(), steps: applied.steps, seq}
      for (const listener of listeners) listener(change)
      return {hash: change.to, steps: applied.steps, seq}
    },
    follow: listener => void listeners.push(listener),
  }
}
