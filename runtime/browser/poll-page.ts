/** Keeps a page true where a proxy blocks WebSockets: by HTTP, when one comes back to the page, and at a slow beat. */
import type {Loader} from './create-loader.ts'
import type {Notices} from './notices.ts'

export interface Polling {
  /** An attempt at the live line failed, or takes long. */
  missed(): void
  /** The live line stands. */
  stop(): void
}

const beat = 60_000

/** `hurry`: as of `Live`. Where the server answers and the next attempt at the line fails, or one is still under way, it is no server that restarts. */
export function createPolling(loader: Pick<Loader, 'look'>, notices: Pick<Notices, 'blocked'>, hurry: () => boolean): Polling {
  let state: 'idle' | 'asking' | 'reached' | 'polling' = 'idle'
  let timer: ReturnType<typeof setInterval> | undefined

  const look = async (): Promise<void> => {
    if (document.visibilityState === 'visible' && !await loader.look() && state === 'polling') stop()
  }
  const onReturn = (): void => void look()
  const start = (): void => {
    state = 'polling'
    notices.blocked(true)
    timer = setInterval(onReturn, beat)
    document.addEventListener('visibilitychange', onReturn)
    addEventListener('focus', onReturn)
  }
  const stop = (): void => {
    state = 'idle'
    notices.blocked(false)
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onReturn)
    removeEventListener('focus', onReturn)
  }
  const ask = async (): Promise<void> => {
    state = 'asking'
    const reached = await loader.look()
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
