/** What the page says beside its nodes: toasts, troubles, that something is loading. */
import {createTroubles, type Troubles} from './create-troubles.ts'
import {closeButton, element} from './notice-parts.ts'

export type Tone = 'info' | 'good' | 'warn' | 'bad'

export interface Notices extends Troubles {
  /** A short word in passing; `bad` ones stay until they are closed. */
  toast(text: string, tone?: Tone): void
  loading(is: boolean): void
}

const readable = 6000

export function createNotices(): Notices {
  const log = element('div', {role: 'log', 'aria-label': 'Notices'})
  const toasts = element('div', {class: 'ui-toasts', 'data-surface': ''}, log)
  const bar = element('div', {class: 'ui-loading', 'aria-hidden': 'true'})
  document.body.append(toasts)
  const troubles = createTroubles()

  return {
    ...troubles,
    toast(text, tone = 'info') {
      const toast = element('div', {class: `ui-toast ${tone}`, ...(tone === 'bad' ? {role: 'alert'} : {})}, element('span', {}, text))
      toast.append(closeButton(() => toast.remove()))
      if (tone === 'bad') toasts.append(toast)
      else log.append(toast)
      if (tone !== 'bad') dismissLater(toast)
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
    close() {
      troubles.close()
      toasts.remove()
      bar.remove()
    },
  }
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
