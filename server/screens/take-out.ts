/** Takes rolled back hot patches out of the drafts that still hold them. */
import type {Actor} from '../actor.ts'
import {Conflict} from '../errors.ts'
import {editDraft} from './edit-draft.ts'
import type {ScreensParts} from './parts.ts'
import type {RolledBack} from './screens.ts'

/** Gives back what stays in its draft, as the draft had gone on meanwhile. */
export async function takeOut(parts: ScreensParts, actor: Actor, found: readonly RolledBack[]): Promise<readonly RolledBack[]> {
  const stays: RolledBack[] = []
  for (const one of found) {
    try {
      await editDraft(parts, actor, one.screen, undefined, one.takeBack)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      stays.push(one)
    }
  }
  return stays
}
