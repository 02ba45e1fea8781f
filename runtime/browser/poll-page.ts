/** Keeps a page true where a proxy blocks WebSockets: by HTTP, when one comes back to the page, and at a slow beat. */
import type {Troubles} from './create-troubles.ts'

export interface PollingDeps {
  /** Fetches what is shown. Whether the server could be reached. */
  readonly look: () => Promise<boolean>
  readonly blocked: Troubles['blocked']
  /** As of `Line`: where the server answers, and the next attempt fails or one is still under way, it is no server that restarts. */
  readonly hurry: () => boolean
}

export interface Polling {
  /** An attempt at the live line failed, or takes long. */
  missed(): void
  /** The live line stands. */
  stop(): void
}

const beat = 60_000

export function createPolling({look: fetchShown, blocked, hurry}: PollingDeps): Polling {
  let state: 'idle' | 'asking' | 'reached' | 'polling' = 'idle'
  let timer: ReturnType<typeof setInterval> | undefined

  const look = async (): Promise<void> => {
    if (document.visibilityState === 'visible' && !await fetchShown() && state === 'polling') stop()
  }
  const onReturn = (): void => void look()
  const start = (): void => {
    state = 'polling'
    blocked(true)
    timer = setInterval(onReturn, beat)
    document.addEventListener('visibilitychange', onReturn)
    addEventListener('focus', onReturn)
  }
  const stop = (): void => {
    state = 'idle'
    blocked(false)
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onReturn)
    removeEventListener('focus', onReturn)
  }
  const ask = async (): Promise<void> => {
    state = 'asking'
    const reached = await fetchShown()
    if (state !== 'asking') return
    state = reached ? 'reached' : 'idle'
    if (reached && !hurry()) start()
  }

  return {
    missed() {
      if (state === 'idle') void ask()
      else if (state === 'reached') start()
    },
    stop,
  }
}
