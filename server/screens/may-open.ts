/** Who may open, read and change screens. */
import type {Screen} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import {Forbidden} from '../errors.ts'

/** A released screen in the app. Without `roles` everyone who is signed in may; admins always, or nobody could repair it. */
export function mayOpen(actor: Actor, screen: Pick<Screen, 'roles'>): boolean {
  return actor.role === 'admin' || screen.roles === undefined || screen.roles.includes(actor.role)
}

/** Drafts, releases and trees as such, with their expressions and actions. */
export const mayReadScreens = (actor: Actor): boolean => actor.role === 'admin' || actor.role === 'manager'

export function requireReader(actor: Actor): void {
  if (!mayReadScreens(actor)) throw new Forbidden({detail: `Screens and releases are read by admins and managers; you are signed in as ${actor.role}.`})
}

export function requireEditor(actor: Actor): void {
  if (actor.role !== 'admin') throw new Forbidden({detail: `Screens are edited, published and patched by admins; you are signed in as ${actor.role}.`})
}
