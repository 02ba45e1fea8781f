/** Starts the pages: screens resolved for a viewer, and the events of their nodes. */
import type {PageState} from '../../runtime/page.ts'
import type {Commit} from '../commit/change.ts'
import {rememberTrees} from './former-trees.ts'
import type {PageDeps} from './page-deps.ts'
import {type PageAsk, resolvePage} from './resolve-page.ts'
import {type Effect, type EventAsk, runEvent} from './run-event.ts'

export interface Pages {
  /** What this actor sees of a screen at an address. Failures of single nodes are contained in it. The caller has checked that the actor may open the screen. */
  resolve(ask: PageAsk): Promise<PageState>
  /** Runs what is bound to an event of a node on a released screen. Throws of the error family only. */
  act(ask: EventAsk): Promise<readonly Effect[]>
}

export function createPages(deps: PageDeps & {readonly commit: Commit}): Pages {
  const formerTree = rememberTrees(deps.screens)
  return {
    resolve: async ask => (await resolvePage(deps, ask)).state,
    act: ask => runEvent({...deps, formerTree}, ask),
  }
}
