/** The snippets that this server can draw: their modules, loaded from a folder, and loaded again while developing. */
import {readdir} from 'node:fs/promises'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Snippet} from '../../snippets/index.ts'

export interface BrokenSnippet {readonly name: string; readonly error: unknown}

export interface SnippetRegistry {
  /** By name. The same map for ever; what is in it follows `reload`. */
  readonly map: ReadonlyMap<string, Snippet>
  /** Those whose last version could not be loaded; an earlier version may still be in the map. */
  broken(): readonly BrokenSnippet[]
  /** Loads one snippet's module again, past Node's cache. Throws what loading throws, and keeps the version that was there. */
  reload(name: string): Promise<Snippet>
  /** Called after a snippet was reloaded. Returns the way to stop. */
  onChange(listener: (snippet: Snippet) => void): () => void
}

/** Imports a module elsewhere first. Throws when it must not be imported here. */
export type Rehearsal = (name: string, url: string) => Promise<void>

/** `folder` holds `<name>.js` files, as built, or source folders `<name>/index.ts`. A snippet that cannot be loaded is reported by `broken`, and the others stand. */
export async function loadSnippets(folder: string, rehearse?: Rehearsal): Promise<SnippetRegistry> {
  const map = new Map<string, Snippet>()
  const broken = new Map<string, unknown>()
  const listeners = new Set<(snippet: Snippet) => void>()
  let version = 0

  async function load(name: string, url: string): Promise<Snippet> {
    try {
      if (rehearse) await rehearse(name, url)
      const {default: snippet} = await import(/* @vite-ignore */ url) as {readonly default?: Snippet}
      if (snippet?.name !== name) throw new Error(`snippet ${name}: expected its module to export defineSnippet({name: "${name}", …}) by default, got ${snippet ? `the name "${snippet.name}"` : 'no default export'}`)
      map.set(name, snippet)
      broken.delete(name)
      return snippet
    } catch (error) {
      broken.set(name, error)
      throw error
    }
  }

  const urlOf = (name: string): string => pathToFileURL(existsSync(join(folder, `${name}.js`)) ? join(folder, `${name}.js`) : join(folder, name, 'index.ts')).href
  // One after the other and in order, so that the map lists them by name.
  for (const name of await namesIn(folder)) await load(name, urlOf(name)).catch(() => undefined)

  return {
    map,
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

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true})
  return entries
    .filter(entry => (entry.isDirectory() ? existsSync(join(folder, entry.name, 'index.ts')) && entry.name !== 'json-form' : entry.name.endsWith('.js')))
    .map(entry => entry.name.replace(/\.js$/, ''))
    .toSorted()
}
