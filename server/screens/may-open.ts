/** Who may open, read and change screens. */
import {reason} from '../../schemas/index.ts'
import type {Screen} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'

/** A released screen in the app. Without `roles` everyone who is signed in may; admins always, or nobody could repair it. */
export function mayOpen(actor: Actor, screen: Pick<Screen, 'roles'>): boolean {
  return actor.role === 'admin' || screen.roles === undefined || screen.roles.includes(actor.role)
}

/** Drafts, releases and trees as such, with their expressions and actions. */
export const mayReadScreens = (actor: Actor): boolean => actor.role === 'admin' || actor.role === 'manager'

export function requireReader(actor: Actor): void {
  if (!mayReadScreens(actor)) throw problem('forbidden', {why: reason('screens-read-by-others', {role: actor.role})})
}

export function requireEditor(actor: Actor): void {
  if (actor.role !== 'admin') throw problem('forbidden', {why: reason('screens-edited-by-others', {role: actor.role})})
}
