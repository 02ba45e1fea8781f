/** The built files that pages load, by name: what the build wrote to `dist/manifest.json`. */
import {readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {existsSync} from 'node:fs'
import type {CurrentBuilds} from '../builds/index.ts'

export interface Assets {
  /** Served under /assets. */
  readonly folder: string
  /** The URL of a script: `client`, `zone`, `designer`. */
  script(name: 'client' | 'zone' | 'designer'): string
  /** The URL of a stylesheet: `app`, `pages`, `designer-styles`. */
  style(name: string): string
  /** Snippet -> URL of its script. */
  snippets(): Readonly<Record<string, string>>
  /** These scripts and the chunks that they need before they can run, each once. */
  preload(scripts: readonly string[]): readonly string[]
  /** What was built, by what it is made of. */
  builds(): CurrentBuilds
  /** Reads the manifest again, after a build while developing. */
  reload(): Promise<void>
}

interface BuildManifest {
  readonly client: string
  readonly zone: string
  readonly designer: string
  readonly styles: Readonly<Record<string, string>>
  readonly snippets: Readonly<Record<string, string>>
  readonly preload: Readonly<Record<string, readonly string[]>>
  readonly builds: CurrentBuilds
}

/** Throws when nothing was built yet, saying how to. */
export async function loadAssets(dist: string): Promise<Assets> {
  let manifest = await readManifest(dist)
  const known = (kind: string, name: string, url: string | undefined): string => {
    if (!url) throw new Error(`no ${kind} "${name}" in dist/manifest.json: run "npm run build"`)
    return url
  }
  return {
    folder: join(dist, 'public'),
    script: name => known('script', name, manifest[name]),
    style: name => known('style', name, manifest.styles[name]),
    snippets: () => manifest.snippets,
    preload: scripts => [...new Set(scripts.flatMap(url => [url, ...(manifest.preload[url] ?? [])]))],
    builds: () => manifest.builds,
    reload: async () => {
      manifest = await readManifest(dist)
    },
  }
}

/** The folder that holds `manifest.json`, from a file somewhere inside the build. */
export function findDist(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'manifest.json'))) return folder
    if (existsSync(join(folder, 'dist', 'manifest.json'))) return join(folder, 'dist')
  }
  throw new Error('nothing is built yet: run "npm run build"')
}

async function readManifest(dist: string): Promise<BuildManifest> {
  try {
    return JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as BuildManifest
  } catch (cause) {
    throw new Error(`${join(dist, 'manifest.json')} cannot be read: run "npm run build"`, {cause})
  }
}
