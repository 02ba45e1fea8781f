/** `originOf`: why a commit happens, as the store keeps it. */
import type {Actor} from '../actor.ts'
import type {CommitOrigin} from '../store/index.ts'
import type {Why} from './change.ts'

export function originOf({via = 'api', onBehalfOf}: Actor, why: Why = {}): CommitOrigin {
  return {via, ...why, ...(onBehalfOf !== undefined && {on_behalf_of: onBehalfOf})}
}
