/** What a release means for one page: nothing, the steps between two trees, or that it must be fetched anew. */
import {hashScreen, type Screen} from '../../ast/index.ts'
import type {ReleasedScreen, Screens, ScreenSwap} from '../screens/index.ts'

export type PageSwap =
  | {readonly kind: 'steps'; readonly before: ReleasedScreen; readonly after: ReleasedScreen; readonly params: Readonly<Record<string, string>>}
  | {readonly kind: 'anew'}

/** Asked for the page at `path`, which showed the screen of id `shown` before the release. */
export type PageSwapOf = (path: string, shown: string | undefined) => PageSwap | undefined

const anew: PageSwap = {kind: 'anew'}

export function followSwaps(swaps: readonly ScreenSwap[], match: Screens['match']): PageSwapOf {
  // The frame of every page shows the navigation.
  const navigationMoved = swaps.some(({before, after}) => navigationOf(before?.screen) !== navigationOf(after?.screen))
  const byScreen = new Map(swaps.flatMap(({before, after}) => (before && after ? [[after.screen.id, swapBetween(before, after)] as const] : [])))
  return (path, shown) => {
    const found = match(path)
    if (navigationMoved || found?.released.screen.id !== shown) return anew
    const swap = shown === undefined ? undefined : byScreen.get(shown)
    return swap && swap !== anew ? {...swap, params: found!.params} as PageSwap : swap
  }
}

/** Title and parameters of a screen are no part of any node: no step says that they changed. */
const swapBetween = (before: ReleasedScreen, after: ReleasedScreen): PageSwap =>
  hashScreen(before.screen, after.tree) === after.hash ? {kind: 'steps', before, after, params: {}} : anew

const navigationOf = (screen: Screen | undefined): string => JSON.stringify(screen?.nav ? [screen.path, screen.nav, screen.roles ?? null] : null)
