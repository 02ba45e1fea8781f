/** A page says whose it is with what it asks for: cookies change hands when somebody else signs in beside it. */
import type {IncomingMessage} from 'node:http'
import type {Actor} from './actor.ts'
import {problem} from './errors.ts'

/** Holds the id of the user that a page was made for. Programs leave it out. */
export const personHeader = 'espalier-user'

/** Throws `another-person` for a request of a page that is somebody else's. */
export function refuseAnother({headers}: Pick<IncomingMessage, 'headers'>, actor: Actor): void {
  const claimed = headers[personHeader]
  if (typeof claimed === 'string') requirePerson(claimed, actor)
}

export function requirePerson(claimed: string, {id, name, email}: Actor): void {
  if (claimed === id) return
  throw problem('another-person', {now: name || email})
}
