/** Who asks: every read and every write carries one. */
import type {Role} from '../schemas/index.ts'

export interface Actor {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Espalier itself: boot, demo data, rebasing. Passes rights, never validation. */
export const systemActor: Actor & {readonly system: true} = Object.freeze({id: 'system', name: 'Espalier', email: '', role: 'admin', system: true})
