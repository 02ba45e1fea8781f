/** Typing into one field is one edit, however many letters it has. */
import type {SetStep, Step} from '../../ast/index.ts'
import type {Edit} from './draft.ts'

/** Both edits as one that leads from before the first to after the second; undefined where they cannot be one. */
export function mergedEdit(first: Edit, second: Edit): Edit | undefined {
  if (first.merge === undefined || first.merge !== second.merge) return undefined
  const [a, b] = [only(first.steps), only(second.steps)]
  if (!a || !b || a.id !== b.id || JSON.stringify(a.path) !== JSON.stringify(b.path)) return undefined
  const {was: _, wasAbsent: __, ...end} = b
  const step: SetStep = {...end, ...(a.was === undefined ? {wasAbsent: true as const} : {was: a.was})}
  return {...second, key: first.key, steps: [step]}
}

const only = (steps: readonly Step[]): SetStep | undefined => steps.length === 1 && steps[0]?.type === 'set' ? steps[0] : undefined
