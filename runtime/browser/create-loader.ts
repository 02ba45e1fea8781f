/** Loads the page's state anew: for another address of the same screen, or because records on it changed. The last one asked for wins. */
import type {PageState} from '../page.ts'
import type {Page} from './create-page.ts'
import {fetchState, PageRefused, Unreachable} from './fetch-state.ts'
import type {Notices} from './notices.ts'
import {untilReached} from './until-reached.ts'

export interface Loader {
  /**
   * Goes to an address: in place when it is this screen's, else by leaving the page. While the server cannot be reached the page stays,
   * says so, and tries again. `replace`: no new entry in the history.
   */
  go(href: string, how?: {readonly replace?: boolean}): Promise<void>
  /** Fetches this address again: soon, at most four times a second, less often while news keep coming, at most one at a time. */
  refresh(): void
  /** Fetches this address now. Whether the server could be reached. */
  look(): Promise<boolean>
  close(): void
}

const patience = 150
const interval = 250
const calm = 2000
const retryAfter = 2000

export function createLoader(page: Page, notices: Notices): Loader {
  let navigation: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let refreshing = false
  let again = false
  let lastRefresh = 0
  let pace = interval
  let shown = addressOf(page.state())
  const viewer = (): string => page.state().context.viewer.id

  /** A state that is older than a swap shown meanwhile is asked for again. */
  const show = async (href: string, signal?: AbortSignal): Promise<PageState | undefined> => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const state = await fetchState(href, viewer(), signal)
      if (signal?.aborted) return undefined
      if (state.context.screen.id !== page.state().context.screen.id) return state
      if (await page.update(state)) return state
    }
    return undefined
  }

  const go: Loader['go'] = async (href, {replace = false} = {}) => {
    const url = new URL(href, location.href)
    if (!isHere(url)) {
      location.assign(url.href)
      return
    }
    navigation?.abort()
    const own = new AbortController()
    navigation = own
    const slow = setTimeout(() => notices.loading(true), patience)
    try {
      const state = await untilReached(() => show(url.pathname + url.search, own.signal), () => notices.unreachable(true), own.signal)
      if (own.signal.aborted) return
      if (state && state.context.screen.id === page.state().context.screen.id) remember(whereIs(state, url), replace)
      else location.assign(url.href)
    } catch (error) {
      if (own.signal.aborted) return
      if (!saidAway(error)) location.assign(url.href)
    } finally {
      clearTimeout(slow)
      if (navigation === own) {
        stay()
        if (again) refresh()
      }
    }
  }

  /** Ends what is under way. */
  const stay = (): void => {
    navigation?.abort()
    navigation = undefined
    notices.loading(false)
    notices.unreachable(false)
  }

  const remember = (url: URL, replace: boolean): void => {
    shown = url.pathname + url.search
    if (location.pathname + location.search === shown) return
    if (replace) return history.replaceState(history.state, '', shown)
    history.replaceState({...history.state as object, scroll: scrollY}, '')
    history.pushState({}, '', shown)
  }

  const refresh = (): void => {
    again = true
    // What a navigation fetches may be older than the news: the refresh follows it.
    if (timer !== undefined || refreshing || navigation) return
    timer = setTimeout(() => void refreshNow(), Math.max(0, lastRefresh + pace - Date.now()))
  }

  const refreshNow = async (): Promise<boolean> => {
    timer = undefined
    again = false
    refreshing = true
    // While news keep coming, as in an import, they are fetched less and less often.
    pace = Date.now() - lastRefresh > calm ? interval : Math.min(calm, pace * 2)
    lastRefresh = Date.now()
    const href = shown
    try {
      const state = await fetchState(href, viewer())
      notices.present()
      // Meanwhile the person may have gone elsewhere.
      if (href === shown && !navigation) {
        if (!await page.update(state)) again = true
        else if (href === shown && !navigation) remember(whereIs(state, new URL(location.href)), true)
      }
      return true
    } catch (error) {
      if (saidAway(error)) return true
      if (error instanceof PageRefused && error.status < 500) notices.outdated()
      else {
        // The news must not get lost with the connection.
        again = true
        lastRefresh = Date.now() + retryAfter
      }
      return !(error instanceof Unreachable)
    } finally {
      refreshing = false
      if (again && !navigation) refresh()
    }
  }

  /** Whether the one whose page it is is away: then it stays as it is, and nothing is shown in another's name. */
  const saidAway = (error: unknown): boolean => {
    if (!(error instanceof PageRefused)) return false
    if (error.status === 401) notices.signedOut()
    else if (error.code === 'another-person') notices.another()
    else return false
    return true
  }

  const goBack = async (event: PopStateEvent): Promise<void> => {
    if (location.pathname + location.search === shown) return stay()
    const scroll = (event.state as {readonly scroll?: number} | null)?.scroll
    await go(location.href, {replace: true})
    if (scroll !== undefined) scrollTo({top: scroll, behavior: 'instant'})
  }
  const onPop = (event: PopStateEvent): void => void goBack(event)
  addEventListener('popstate', onPop)

  return {
    go,
    refresh,
    async look() {
      if (refreshing || navigation) return true
      clearTimeout(timer)
      return await refreshNow()
    },
    close() {
      removeEventListener('popstate', onPop)
      navigation?.abort()
      clearTimeout(timer)
    },
  }
}

/** The address that the state is of: the asked one, but where the screen has another path by now. */
function whereIs(state: PageState, asked: URL): URL {
  const now = new URL(addressOf(state), asked)
  if (now.pathname === asked.pathname) return asked
  now.hash = asked.hash
  return now
}

/** Whether an address is this page's screen, with whatever query. */
export const isHere = (url: URL): boolean => url.origin === location.origin && url.pathname === location.pathname

export function addressOf({context}: PageState): string {
  const query = new URLSearchParams(context.query).toString()
  return query ? `${context.path}?${query}` : context.path
}
