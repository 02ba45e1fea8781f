/** What the page says beside its nodes: toasts, the state of the connection, that something is loading. */

export type Tone = 'info' | 'good' | 'warn' | 'bad'

export interface Notices {
  /** A short word in passing; `bad` ones stay until they are closed. */
  toast(text: string, tone?: Tone): void
  /** After three seconds offline a calm notice says so. */
  connected(is: boolean): void
  /** The server is there, but the live line does not get through. Said once, until it is closed. */
  blocked(is: boolean): void
  /** Where one wants to go waits for the server. */
  unreachable(is: boolean): void
  loading(is: boolean): void
  /** The session ended: a link to sign in, in another tab so that nothing typed is lost. Stands until the live line is there again. */
  signedOut(): void
  /** Someone else is signed in now: the page is still the one's who opened it, and does nothing in the other's name. Stands until the live line is there again. */
  another(): void
  /** Whether the page stands there without the one whose it is. */
  away(): boolean
  /** The one whose page it is was answered. */
  present(): void
  /** The page cannot be shown any more as it is. */
  outdated(): void
  close(): void
}

/** What may stand between a page and the server, the gravest first. */
const troubles = ['outdated', 'ended', 'another', 'unreachable', 'blocked', 'offline'] as const
type Trouble = (typeof troubles)[number]

const readable = 6000
const patience = 3000

export function createNotices(): Notices {
  // Trouble is an alert of its own: within the log it would be announced twice.
  const log = element('div', {role: 'log', 'aria-label': 'Notices'})
  const toasts = element('div', {class: 'ui-toasts', 'data-surface': ''}, log)
  const state = element('div', {role: 'status', 'data-surface': ''})
  const bar = element('div', {class: 'ui-loading', 'aria-hidden': 'true'})
  document.body.append(toasts, state)
  const now = new Set<Trouble>()
  let offline: ReturnType<typeof setTimeout> | undefined
  let said: Trouble | undefined
  let answered = false

  /** Of several troubles the gravest is said, and none twice. */
  const note = (trouble: Trouble, is: boolean): void => {
    if (is) now.add(trouble)
    else now.delete(trouble)
    const gravest = troubles.find(one => now.has(one))
    if (gravest === said) return
    said = gravest
    state.replaceChildren(...(gravest ? [element('div', {class: 'ui-offline'}, ...words[gravest]())] : []))
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

  return {
    toast(text, tone = 'info') {
      const toast = element('div', {class: `ui-toast ${tone}`, ...(tone === 'bad' ? {role: 'alert'} : {})}, element('span', {}, text))
      toast.append(closeButton(() => toast.remove()))
      if (tone === 'bad') toasts.append(toast)
      else log.append(toast)
      if (tone !== 'bad') dismissLater(toast)
    },
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
    loading(is) {
      const root = document.getElementById('page')
      if (is) {
        root?.setAttribute('aria-busy', 'true')
        document.body.append(bar)
      } else {
        root?.removeAttribute('aria-busy')
        bar.remove()
      }
    },
    signedOut() {
      note('another', false)
      note('ended', true)
    },
    another() {
      note('ended', false)
      note('another', true)
    },
    present() {
      note('ended', false)
      note('another', false)
    },
    away: () => now.has('ended') || now.has('another'),
    outdated: () => note('outdated', true),
    close() {
      clearTimeout(offline)
      toasts.remove()
      state.remove()
      bar.remove()
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

function closeButton(close: () => void): HTMLElement {
  const button = element('button', {type: 'button', 'aria-label': 'Close'}, '×')
  button.addEventListener('click', close)
  return button
}

function dismissLater(toast: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout>
  const start = (): void => {
    timer = setTimeout(() => toast.remove(), readable)
  }
  // Whoever is reading or reaching for it has time.
  toast.addEventListener('pointerenter', () => clearTimeout(timer))
  toast.addEventListener('pointerleave', start)
  toast.addEventListener('focusin', () => clearTimeout(timer))
  toast.addEventListener('focusout', start)
  start()
}

function element(name: 'a' | 'button' | 'div' | 'span', attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
