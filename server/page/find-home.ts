/** Where someone who asks for the app as such is taken. */
import type {Actor} from '../actor.ts'
import {loadNavigation, type NavigationDeps} from './load-navigation.ts'

/** The first screen of the viewer's navigation; undefined when there is none. */
export const findHome = (deps: NavigationDeps, actor: Actor): string | undefined => loadNavigation(deps, actor, '').items[0]?.href
