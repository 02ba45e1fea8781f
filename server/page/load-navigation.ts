/** The screens that a viewer may open, as the navigation shows them. */
import {compareText} from '../../ast/index.ts'
import type {NavigationResult} from '../../snippets/index.ts'
import type {Actor} from '../actor.ts'
import type {Screens} from '../screens/screens.ts'
import {screenHref} from './href-of.ts'
import type {PageDeps} from './page-deps.ts'

export interface NavigationDeps {readonly screens: Pick<Screens, 'released'>; readonly mayOpen: PageDeps['mayOpen']}

/** By the order of each screen's `nav`, then by label. Screens that need path parameters cannot stand there. `path`: the page's own, which is marked. */
export function loadNavigation({screens, mayOpen}: NavigationDeps, actor: Actor, path: string): NavigationResult {
  const shown = screens.released().map(({screen}) => screen).filter(screen => screen.nav && !screen.path.includes(':') && mayOpen(actor, screen))
  const sorted = shown.toSorted((a, b) => (a.nav?.order ?? 1000) - (b.nav?.order ?? 1000) || compareText(a.nav?.label ?? '', b.nav?.label ?? ''))
  const items = sorted.map(screen => ({href: screenHref(screen.path), label: screen.nav?.label ?? screen.title, icon: screen.nav?.icon ?? '', group: screen.nav?.group ?? ''}))
  // A record's page lies under its list's.
  const current = items.map(({href}) => href).filter(href => href === path || (href !== '/app' && path.startsWith(`${href}/`))).toSorted((a, b) => b.length - a.length)[0]
  return {kind: 'navigation', items: items.map(item => ({...item, current: item.href === current}))}
}
