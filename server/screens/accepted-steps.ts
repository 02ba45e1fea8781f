/** The steps of a draft as they were accepted, as they go with their commit: whoever follows the log tells them on, and no difference that only comes to the same. */
import type {Step} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'

interface Accepted {readonly to: string; readonly steps: readonly Step[]}

/** `to`: the hash that the draft comes to, unless something else of the screen changes meanwhile. */
export const withAccepted = (screenId: string, to: string, steps: readonly Step[]): JsonObject => ({drafts: {[screenId]: {to, steps: steps as unknown as JsonObject[]}}})

/** Undefined where the commit carries none for this screen, or they do not lead to where it came. */
export function acceptedIn(meta: JsonObject | null, screenId: string, hash: string): readonly Step[] | undefined {
  const accepted = (meta?.['drafts'] as Readonly<Record<string, Accepted>> | undefined)?.[screenId]
  return accepted?.to === hash ? accepted.steps : undefined
}
