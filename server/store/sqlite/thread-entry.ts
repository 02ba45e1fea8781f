/** `threadEntry`: the script that a thread of the store runs: built beside the server, or bundled on the spot when the sources themselves are run. */
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

export type ThreadName = 'store-writer' | 'store-reader'

const sources: Readonly<Record<ThreadName, string>> = {'store-writer': 'writer-thread.ts', 'store-reader': 'reader-thread.ts'}
const entries = new Map<ThreadName, Promise<string>>()

/** Throws, naming where it looked, when the script was not built. */
export function threadEntry(name: ThreadName): Promise<string> {
  const entry = entries.get(name) ?? (import.meta.url.endsWith('.ts') ? bundleEntry(name) : findBuilt(name))
  entries.set(name, entry)
  return entry
}

/** This module may stand in a chunk somewhere below the folder of the entry scripts. */
async function findBuilt(name: ThreadName): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url))
  const folders = [here, dirname(here), dirname(dirname(here)), dirname(process.argv[1] ?? here)]
  const found = folders.map(folder => join(folder, `${name}.js`)).find(existsSync)
  if (found === undefined) throw new Error(`store: expected ${name}.js beside the server's script, got none in ${folders.join(', ')}; build the project again`)
  return found
}

async function bundleEntry(name: ThreadName): Promise<string> {
  const {build} = await import('esbuild')
  const here = dirname(fileURLToPath(import.meta.url))
  const {outputFiles} = await build({entryPoints: [join(here, sources[name])], bundle: true, write: false, format: 'esm', platform: 'node', target: 'node20', packages: 'external', sourcemap: 'inline'})
  const code = outputFiles[0]!.contents
  // Within the project, so that packages are found; named after what it holds, so that processes which bundle at once do not disturb each other.
  const folder = join(projectOf(here), 'node_modules/.cache/espalier')
  const file = join(folder, `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`)
  if (existsSync(file)) return file
  await mkdir(folder, {recursive: true})
  await writeFile(`${file}.${process.pid}`, code)
  await rename(`${file}.${process.pid}`, file)
  return file
}

function projectOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'node_modules')) ? folder : projectOf(dirname(folder))
}
