/** Steps in words, for people who publish: what a release changes. Pure. */
import type {Step} from '../../ast/index.ts'
import type {Manifests} from '../commands/places.ts'

/** One line for each node that changes, in the order of the steps. `titleOf`: of a node that steps only name by its id. */
export function saySteps(steps: readonly Step[], manifests: Manifests, titleOf: (nodeId: string) => string | undefined): readonly string[] {
  const changed = new Map<string, Set<string>>()
  const lines: string[] = []
  const title = (snippet: string | undefined): string => manifests.get(snippet ?? '')?.title ?? snippet ?? 'a part'
  for (const step of steps) {
    if (step.type === 'insert') lines.push(`Added ${title(step.nodes[0]?.snippet)}${within(step.nodes.length)}`)
    else if (step.type === 'remove') lines.push(`Removed ${title(step.was?.[0]?.snippet)}${within(step.was?.length ?? 1)}`)
    else if (step.type === 'move') lines.push(`Moved ${titleOf(step.id) ?? 'a part'}`)
    else {
      if (!changed.has(step.id)) {
        changed.set(step.id, new Set())
        lines.push(step.id)
      }
      changed.get(step.id)!.add(words(step.path))
    }
  }
  return lines.map(line => changed.has(line) ? `Changed ${[...changed.get(line)!].join(', ')} of ${titleOf(line) ?? 'a part'}` : line)
}

const within = (count: number): string => count > 1 ? ` with ${count - 1} ${count === 2 ? 'part' : 'parts'} in it` : ''

function words(path: readonly string[]): string {
  const [first, second] = path
  if (first === 'props') return second ?? 'the settings'
  if (first === 'data') return 'what it shows'
  if (first === 'on') return 'what happens'
  return first === 'when' ? 'when it shows' : first === 'each' ? 'its repetition' : 'its kind'
}
