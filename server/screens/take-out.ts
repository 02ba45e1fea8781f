/** Takes rolled back hot patches out of the drafts that still hold them. */
import type {Actor} from '../actor.ts'
import {Conflict} from '../errors.ts'
import {editDraft} from './edit-draft.ts'
import type {ScreensParts} from './parts.ts'
import type {RolledBack} from './screens.ts'

/** As far as it goes: what something was built on stays, and so does what no longer fits the draft as it had gone on meanwhile. */
export async function takeOut(parts: ScreensParts, actor: Actor, found: readonly RolledBack[]): Promise<void> {
  for (const {screen, takeBack} of found) {
    if (takeBack.length === 0) continue
    try {
      await editDraft(parts, actor, screen, undefined, takeBack)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
}
