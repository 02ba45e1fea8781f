/** While developing: a saved snippet is built, loaded again and swapped into every open page. */
import {relative, sep} from 'node:path'
import {watch} from 'chokidar'
import type {Assets} from '../assets/index.ts'
import type {Live} from '../live/index.ts'
import type {SnippetRegistry} from '../snippets/index.ts'

export interface WatchDeps {
  /** The folder `snippets/` of the sources. */
  readonly folder: string
  /** Builds what changed; throws the builder's error, naming file and line. */
  readonly build: () => Promise<unknown>
  /** Keeps what was built, before a release can name it. */
  readonly keep: () => Promise<void>
  readonly registry: Pick<SnippetRegistry, 'reload'>
  readonly assets: Pick<Assets, 'reload' | 'snippets'>
  readonly live: Pick<Live, 'tellAll'>
  /** Draws what was drawn last with this snippet again, where it can be stopped. Throws, in words, when it does not come back. */
  readonly rehearse: (name: string) => Promise<void>
  /** One line for the developer's console. */
  readonly say: (line: string) => void
}

export interface Watcher {
  /** Resolves when saving a file has an effect. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** Milliseconds: an editor finishes its saving, and chokidar says nothing of what follows a change within 50. */
const settleMs = 60

/** A build or a snippet that fails is said on the console and to open pages; the version before it stays in force. */
export function watchSnippets({folder, build, keep, registry, assets, live, rehearse, say}: WatchDeps): Watcher {
  let saved = false
  let working: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const watcher = watch(folder, {ignoreInitial: true, ignored: path => path.endsWith('.test.ts') || path.endsWith('.md')})
  watcher.on('all', (_event, path) => {
    // A file beside the folders is the contract of all snippets: it takes a restart.
    if (!relative(folder, path).includes(sep)) return
    saved = true
    runSoon()
  })

  function runSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(run, settleMs)
  }

  function run(): void {
    // What is saved during a build is built after it.
    working ??= swapSaved().finally(() => {
      working = undefined
      if (saved) runSoon()
    })
  }

  async function swapSaved(): Promise<void> {
    saved = false
    const started = performance.now()
    const before = assets.snippets()
    try {
      await build()
      await assets.reload()
    } catch (error) {
      return fail('build', error)
    }
    await keep().catch((error: unknown) => say(`snippets: this build could not be kept, a release that names it could not be drawn again: ${String(error)}`))
    // A script's name holds its content's hash: whatever a saved file is part of has another name now.
    const changed = Object.entries(assets.snippets()).filter(([name, url]) => before[name] !== url)
    for (const [name, url] of changed) {
      try {
        await registry.reload(name)
        // Open pages draw it themselves: what does not come back here would not there.
        await rehearse(name)
        live.tellAll({type: 'snippet-changed', name, url})
        say(`snippet ${name} swapped, ${Math.round(performance.now() - started)} ms after it was saved`)
      } catch (error) {
        fail(name, error)
      }
    }
  }

  function fail(name: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    say(`snippets: ${name} failed, what stood before stays: ${message}`)
    live.tellAll({type: 'snippet-broken', name, message: message.slice(0, 2_000)})
  }

  return {
    ready: new Promise(resolve => void watcher.once('ready', resolve)),
    async close() {
      await watcher.close()
      saved = false
      clearTimeout(timer)
      await working
    },
  }
}
