/** The snippets that this server can draw: their modules, loaded from a folder, and loaded again while developing; and former builds of them, where they are kept. */
import {readdir} from 'node:fs/promises'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Snippet} from '../../snippets/index.ts'

export interface BrokenSnippet {readonly name: string; readonly error: unknown}

export interface SnippetRegistry {
  /** By name. The same map for ever; what is in it follows `reload`. */
  readonly map: ReadonlyMap<string, Snippet>
  /** The hash of the build that is in the map. Undefined: it is not there, or its build is not known. */
  hashOf(name: string): string | undefined
  /** The snippet as this build has it. Undefined: no such build is kept. Throws, naming the snippet and the build, when it is damaged or cannot be loaded. */
  get(name: string, hash: string): Promise<Snippet | undefined>
  /** Those whose last version could not be loaded; an earlier version may still be in the map. */
  broken(): readonly BrokenSnippet[]
  /** Loads one snippet's module again, past Node's cache. Throws what loading throws, and keeps the version that was there. */
  reload(name: string): Promise<Snippet>
  /** Called after a snippet was reloaded. Returns the way to stop. */
  onChange(listener: (snippet: Snippet) => void): () => void
}

export interface RegistryInit {
  /** Imports a module elsewhere first. Throws when it must not be imported here. */
  readonly rehearse?: ((name: string, url: string) => Promise<void>) | undefined
  /** The hash of a snippet's build, as it stands in the folder now. Absent: builds are not known. */
  readonly hashNow?: (name: string) => string | undefined
  /** The URL of the module of a kept build. Undefined: it is not kept. */
  readonly findModule?: (name: string, hash: string) => Promise<string | undefined>
}

/** Former builds that are remembered; Node itself forgets no module. */
const mostRemembered = 100

/** `folder` holds `<name>.js` files, as built, or source folders `<name>/index.ts`. A snippet that cannot be loaded is reported by `broken`, and the others stand. */
export async function loadSnippets(folder: string, {rehearse, hashNow, findModule}: RegistryInit = {}): Promise<SnippetRegistry> {
  const map = new Map<string, Snippet>()
  const hashes = new Map<string, string | undefined>()
  const former = new Map<string, Promise<Snippet | undefined>>()
  const broken = new Map<string, unknown>()
  const listeners = new Set<(snippet: Snippet) => void>()
  let version = 0

  async function load(name: string, url: string): Promise<Snippet> {
    const hash = hashNow?.(name)
    try {
      if (rehearse) await rehearse(name, url)
      const snippet = await importSnippet(name, url)
      map.set(name, snippet)
      hashes.set(name, hash)
      broken.delete(name)
      return snippet
    } catch (error) {
      broken.set(name, error)
      throw error
    }
  }

  async function loadFormer(name: string, hash: string): Promise<Snippet | undefined> {
    try {
      const url = await findModule?.(name, hash)
      return url === undefined ? undefined : await importSnippet(name, url)
    } catch (cause) {
      throw new Error(`snippet ${name}, build ${hash}: ${cause instanceof Error ? cause.message : String(cause)}`, {cause})
    }
  }

  function remember(key: string, snippet: Promise<Snippet | undefined>): void {
    former.delete(key)
    former.set(key, snippet)
    if (former.size > mostRemembered) former.delete(former.keys().next().value!)
    // What is not there, or cannot be read, may be there later.
    const forget = (): void => {
      if (former.get(key) === snippet) former.delete(key)
    }
    snippet.then(found => found ?? forget(), forget)
  }

  const urlOf = (name: string): string => pathToFileURL(existsSync(join(folder, `${name}.js`)) ? join(folder, `${name}.js`) : join(folder, name, 'index.ts')).href
  // One after the other and in order, so that the map lists them by name.
  for (const name of await namesIn(folder)) await load(name, urlOf(name)).catch(() => undefined)

  return {
    map,
    hashOf: name => hashes.get(name),
    async get(name, hash) {
      if (hashes.get(name) === hash) return map.get(name)
      const key = `${name} ${hash}`
      const snippet = former.get(key) ?? loadFormer(name, hash)
      remember(key, snippet)
      return snippet
    },
    broken: () => [...broken].map(([name, error]) => ({name, error})),
    async reload(name) {
      const snippet = await load(name, `${urlOf(name)}?v=${++version}`)
      for (const listener of listeners) listener(snippet)
      return snippet
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function importSnippet(name: string, url: string): Promise<Snippet> {
  const {default: snippet} = await import(/* @vite-ignore */ url) as {readonly default?: Snippet}
  if (snippet?.name === name) return snippet
  throw new Error(`snippet ${name}: expected its module to export defineSnippet({name: "${name}", …}) by default, got ${snippet ? `the name "${snippet.name}"` : 'no default export'}`)
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true})
  return entries
    .filter(entry => (entry.isDirectory() ? existsSync(join(folder, entry.name, 'index.ts')) && entry.name !== 'json-form' : entry.name.endsWith('.js')))
    .map(entry => entry.name.replace(/\.js$/, ''))
    .toSorted()
}
