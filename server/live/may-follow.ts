/** Whether an actor may follow a topic: asked when they subscribe, and again at each message. */
import {reason, type Reason} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {mayOpen, mayReadScreens} from '../screens/index.ts'
import type {LiveDeps} from './live-deps.ts'
import type {Topic} from './topic.ts'

/** Undefined: they may. What is not there and what may not be seen get the same answer. */
export function whyNotFollow({access, screens}: Pick<LiveDeps, 'access' | 'screens'>, actor: Actor, topic: Topic): Reason | undefined {
  switch (topic.kind) {
    case 'screen': {
      const found = screens.match(topic.path)
      return found && mayOpen(actor, found.released.screen) ? undefined : reason('no-screen-at-path')
    }
    case 'records': return access.findAccess(actor, topic.schema, 'read') ? undefined : reason('no-schema-to-read')
    case 'draft':
    case 'releases': return mayReadScreens(actor) ? undefined : reason('drafts-of-managers')
  }
}
