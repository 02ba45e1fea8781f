/** What stands between a page and the server, or the person: said in one place, the gravest alone. */
import {closeButton, element} from './notice-parts.ts'

export interface Troubles {
  /** After three seconds offline a calm notice says so. */
  connected(is: boolean): void
  /** The server is there, but the live line does not get through. Said once, until it is closed. */
  blocked(is: boolean): void
  /** Where one wants to go waits for the server. */
  unreachable(is: boolean): void
  /** The session ended: a link to sign in, in another tab so that nothing typed is lost. Stands until its own person was answered. */
  signedOut(): void
  /** Someone else is signed in now: the page stays the one's who opened it, and does nothing in the other's name. Stands as long. */
  another(): void
  /** Whether the page stands there without the one whose it is. */
  away(): boolean
  /** The one whose page it is was answered. */
  present(): void
  /** Hears when they are, after they were away. */
  whenBack(listener: () => void): void
  /** The page cannot be shown any more as it is. */
  outdated(): void
  close(): void
}

/** The gravest first. */
const troubles = ['outdated', 'ended', 'another', 'unreachable', 'blocked', 'offline'] as const
type Trouble = (typeof troubles)[number]

const patience = 3000

/** `<html data-live>` tells whether the line stands. */
export function createTroubles(): Troubles {
  // An alert of its own: within a log it would be announced twice.
  const place = element('div', {role: 'status', 'data-surface': '', 'data-troubles': ''})
  document.body.append(place)
  const now = new Set<Trouble>()
  let offline: ReturnType<typeof setTimeout> | undefined
  let said: Trouble | undefined
  let answered = false
  let onBack: (() => void) | undefined

  /** Of several troubles the gravest is said, and none twice. */
  const note = (trouble: Trouble, is: boolean): void => {
    if (is) now.add(trouble)
    else now.delete(trouble)
    const gravest = troubles.find(one => now.has(one))
    if (gravest === said) return
    said = gravest
    place.replaceChildren(...(gravest ? [element('div', {class: 'ui-offline'}, ...words[gravest]())] : []))
  }
  const words: Readonly<Record<Trouble, () => (Node | string)[]>> = {
    outdated: () => ['This page can no longer be shown as it is. ', reloadLink('Reload')],
    ended: () => ['Your session has ended; what you typed is still here. ', signInLink(), ' · ', reloadLink('Continue')],
    another: () => [
      'Someone else has signed in beside this page. It stays as it was, and saves nothing in their name. ', reloadLink('Go on as who is signed in now'),
    ],
    unreachable: () => ['The server cannot be reached. Trying again… what you type is kept.'],
    blocked: () => [
      'Live updates do not get through here. This page looks for changes every minute, and when you come back to it. ',
      closeButton(() => note('blocked', false)),
    ],
    offline: () => ['Reconnecting… what you type is kept.'],
  }
  const away = (): boolean => now.has('ended') || now.has('another')

  return {
    connected(is) {
      document.documentElement.dataset['live'] = is ? 'on' : 'off'
      if (!is) {
        // From the first of several failed attempts on. Where the server answers by HTTP, nobody is offline.
        if (!answered) offline ??= setTimeout(() => note('offline', true), patience)
        return
      }
      clearTimeout(offline)
      offline = undefined
      for (const trouble of troubles) note(trouble, false)
    },
    blocked(is) {
      answered = is
      clearTimeout(offline)
      offline = undefined
      note('blocked', is)
      note('offline', false)
    },
    unreachable: is => note('unreachable', is),
    signedOut() {
      note('another', false)
      note('ended', true)
    },
    another() {
      note('ended', false)
      note('another', true)
    },
    away,
    present() {
      const wasAway = away()
      note('ended', false)
      note('another', false)
      if (wasAway) onBack?.()
    },
    whenBack(listener) {
      onBack = listener
    },
    outdated: () => note('outdated', true),
    close() {
      clearTimeout(offline)
      place.remove()
    },
  }
}

/** A link, not a button: it leads to this very page. */
const reloadLink = (label: string): HTMLElement => element('a', {href: location.href, rel: 'external'}, label)

/** In another tab, so that nothing typed is lost. */
function signInLink(): HTMLElement {
  const next = encodeURIComponent(location.pathname + location.search)
  return element('a', {href: `/login?next=${next}`, target: '_blank', rel: 'noopener'}, 'Sign in again')
}
