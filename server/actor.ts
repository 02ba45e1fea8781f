/** Who asks: every read and every write carries one. */
import type {JsonObject, Role, Via} from '../schemas/index.ts'

export interface Actor {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** IANA; the person's choice, or their browser's: whose days they mean. */
  readonly timeZone?: string
  /** BCP 47; the person's choice, or their browser's: how dates and numbers are written for them. */
  readonly language?: string
  /** By which way what they do comes in; `api` where nothing is said. */
  readonly via?: Via
  /** The id of the person for whom they act. */
  readonly onBehalfOf?: string
  /** Passes rights, never validation. Set by Espalier's own code alone, never from a request. */
  readonly system?: true
}

/** What expressions may know of them. */
export const userOf = ({id, name, email, role, timeZone, language}: Actor): JsonObject => ({id, name, email, role, time_zone: timeZone ?? null, language: language ?? null})

/** Espalier itself: boot, demo data, rebasing. */
export const systemActor: Actor & {readonly system: true} = Object.freeze({id: 'system', name: 'Espalier', email: '', role: 'admin', via: 'system', system: true})

/** Espalier's own code at work for a person whose right was already checked: rights pass (parts of a screen are written by their own routes only), and events name the person. */
export const onBehalfOf = (actor: Actor): Actor & {readonly system: true} => Object.freeze({...actor, system: true})
