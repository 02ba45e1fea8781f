/** What the page says beside its nodes: toasts, the state of the connection, that something is loading. */

export type Tone = 'info' | 'good' | 'warn' | 'bad'

export interface Notices {
  /** A short word in passing; `bad` ones stay until they are closed. */
  toast(text: string, tone?: Tone): void
  /** After three seconds offline a calm notice says so. */
  connected(is: boolean): void
  loading(is: boolean): void
  /** The session ended: a link to sign in, in another tab so that nothing typed is lost. Stands until the live line is there again. */
  signedOut(): void
  /** Someone else is signed in now: the page is still the one's who opened it, and does nothing in the other's name. Stands until the live line is there again. */
  another(): void
  /** Whether the page stands there without the one whose it is. */
  away(): boolean
  /** The page cannot be shown any more as it is. */
  outdated(): void
  close(): void
}

const readable = 6000
const patience = 3000

export function createNotices(): Notices {
  // Trouble is an alert of its own: within the log it would be announced twice.
  const log = element('div', {role: 'log', 'aria-label': 'Notices'})
  const toasts = element('div', {class: 'ui-toasts', 'data-surface': ''}, log)
  const state = element('div', {role: 'status', 'data-surface': ''})
  const bar = element('div', {class: 'ui-loading', 'aria-hidden': 'true'})
  document.body.append(toasts, state)
  let offline: ReturnType<typeof setTimeout> | undefined
  let said: 'ended' | 'another' | undefined

  const say = (text: string, ...ways: HTMLElement[]): void => {
    state.replaceChildren(...(text ? [element('div', {class: 'ui-offline'}, text, ...ways.flatMap((way, index) => [index === 0 ? ' ' : ' · ', way]))] : []))
  }

  return {
    toast(text, tone = 'info') {
      const toast = element('div', {class: `ui-toast ${tone}`, ...(tone === 'bad' ? {role: 'alert'} : {})}, element('span', {}, text))
      const close = element('button', {type: 'button', 'aria-label': 'Close'}, '×')
      close.addEventListener('click', () => toast.remove())
      toast.append(close)
      if (tone === 'bad') toasts.append(toast)
      else log.append(toast)
      if (tone !== 'bad') dismissLater(toast)
    },
    connected(is) {
      document.documentElement.dataset['live'] = is ? 'on' : 'off'
      clearTimeout(offline)
      offline = undefined
      if (is) {
        said = undefined
        say('')
      } else if (!said) offline = setTimeout(() => say('Reconnecting… what you type is kept.'), patience)
    },
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
      if (said === 'ended') return
      said = 'ended'
      clearTimeout(offline)
      const next = encodeURIComponent(location.pathname + location.search)
      say('Your session has ended; what you typed is still here.', element('a', {href: `/login?next=${next}`, target: '_blank', rel: 'noopener'}, 'Sign in again'), reloadLink('Continue'))
    },
    another() {
      if (said === 'another') return
      said = 'another'
      clearTimeout(offline)
      say('Someone else has signed in beside this page. It stays as it was, and saves nothing in their name.', reloadLink('Go on as who is signed in now'))
    },
    away: () => said !== undefined,
    outdated() {
      say('This page can no longer be shown as it is.', reloadLink('Reload'))
    },
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
