/** While developing: pages are drawn in a thread of their own, so that a snippet which does not come back stops neither the server nor other pages. */
import type {PageState} from '../../runtime/page.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {DrawJob, StoppedSnippet} from './drawing-messages.ts'
import {createStoppableThread, Stopped, type StopReason} from './stoppable-thread.ts'

export interface DrawOptions extends Pick<DrawJob, 'nonce' | 'assets'> {
  readonly onError?: ((node: {readonly id: string}, error: unknown) => void) | undefined
}

export interface Drawing {
  /** Imports a module where it can be stopped. Throws, in words, what it throws, or that it did not come back. */
  load(name: string, url: string): Promise<void>
  /** The page as HTML. In the place of a snippet that did not come back stands what to do. */
  draw(state: PageState, options: DrawOptions): Promise<string>
  /** Draws the last pages with this snippet again, after it was saved. Throws, in words, when it does not come back. */
  rehearse(name: string): Promise<void>
  /** Without the scripts of snippets that did not come back: they would not in a browser either. */
  safeScripts(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  close(): Promise<void>
}

export interface DrawingInit {
  /** The script of the drawing thread. */
  readonly entry: string
  readonly manifests: () => ReadonlyMap<string, Manifest>
  /** One was stopped while a page was drawn for someone. */
  readonly onStopped: (name: string, words: string) => void
  readonly deadlineMs?: number
  readonly memoryMb?: number
}

const mostRemembered = 20

export function createDrawing({entry, manifests, onStopped, deadlineMs = 2_000, memoryMb = 256}: DrawingInit): Drawing {
  const urls = new Map<string, string>()
  const stopped = new Map<string, StoppedSnippet>()
  const reasons: Readonly<Record<StopReason, (doing: string) => string>> = {
    time: doing => `was not done ${doing} after ${deadlineMs / 1_000} s and was stopped: is there an endless loop?`,
    memory: doing => `took more than ${memoryMb} MB while ${doing} and was stopped: does something grow for ever?`,
    end: doing => `ended the thread that was ${doing} it: it must neither exit nor throw later.`,
  }
  /** The last pages, by path. */
  const drawn = new Map<string, DrawJob>()
  const thread = createStoppableThread(entry, {deadlineMs, memoryMb}, () => [...urls].filter(([name]) => !stopped.has(name)).map(([name, url]) => ({type: 'load', name, url})))

  function stop(error: Stopped, doing: 'drawing' | 'loading'): StoppedSnippet {
    const {snippet, reason} = error
    const one = {words: `The snippet "${snippet}" ${reasons[reason](doing)} Mend snippets/${snippet} and save it; this part is drawn again then.`, slots: Object.keys(manifests().get(snippet)?.slots ?? {})}
    stopped.set(snippet, one)
    return one
  }

  async function load(name: string, url: string): Promise<void> {
    try {
      const answer = await thread.run({type: 'load', name, url})
      if (answer.type === 'failed') throw new Error(answer.message)
      urls.set(name, url)
      stopped.delete(name)
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      urls.delete(name)
      throw new Error(stop(error, 'loading').words, {cause: error})
    }
  }

  /** Each round stops another snippet, so it ends. */
  async function drawJob(job: DrawJob, tell: (name: string, words: string) => void): Promise<{readonly html: string; readonly contained: readonly {readonly node: string; readonly message: string}[]}> {
    for (;;) {
      const state = {...job.state, scripts: safeScripts(job.state.scripts)}
      const preload = job.assets.preload.filter(url => !Object.keys(job.state.scripts).some(name => stopped.has(name) && job.state.scripts[name] === url))
      try {
        const answer = await thread.run({...job, state, assets: {...job.assets, preload}, stopped: Object.fromEntries(stopped)})
        if (answer.type === 'failed') throw new Error(answer.message)
        return answer
      } catch (error) {
        if (!(error instanceof Stopped) || error.snippet === '' || stopped.has(error.snippet)) throw error
        tell(error.snippet, stop(error, 'drawing').words)
      }
    }
  }

  function safeScripts(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return stopped.size === 0 ? scripts : Object.fromEntries(Object.entries(scripts).filter(([name]) => !stopped.has(name)))
  }

  function remember(job: DrawJob): void {
    const {path} = job.state.context
    drawn.delete(path)
    drawn.set(path, job)
    if (drawn.size > mostRemembered) drawn.delete(drawn.keys().next().value!)
  }

  return {
    load,
    async draw(state, {nonce, assets, onError}) {
      const job: DrawJob = {type: 'draw', state, nonce, assets, stopped: {}}
      remember(job)
      const {html, contained} = await drawJob(job, onStopped)
      for (const {node, message} of contained) onError?.({id: node}, new Error(message))
      return html
    },
    async rehearse(name) {
      for (const job of drawn.values()) {
        if (!job.state.nodes.some(node => node.snippet === name)) continue
        await drawJob(job, () => {})
        const one = stopped.get(name)
        if (one) throw new Error(one.words)
      }
    },
    safeScripts,
    close: thread.close,
  }
}
