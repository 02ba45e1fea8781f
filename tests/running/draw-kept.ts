/** A process that draws a page's nodes with kept builds, as the server draws: `node draw-kept.mjs <ask as JSON>` prints the HTML. The tests bundle it into a copy of the project. */
import {join} from 'node:path'
import type {PageState} from '../../runtime/page.ts'
import {renderNodes} from '../../runtime/server.ts'
import {openKeptBuilds} from '../../server/builds/index.ts'
import {loadSnippets} from '../../server/snippets/index.ts'

export interface DrawAsk {
  readonly project: string
  readonly dataFolder: string
  /** Of each snippet that is drawn. */
  readonly hashes: Readonly<Record<string, string>>
  readonly state: PageState
  readonly nonce: string
}

const rethrow = (error: unknown): never => {
  throw error
}
const {project, dataFolder, hashes, state, nonce} = JSON.parse(process.argv[2]!) as DrawAsk
const dist = join(project, 'dist')
const {findModule} = openKeptBuilds({folder: join(dataFolder, 'builds'), dist, now: Date.now, onError: rethrow})
const registry = await loadSnippets(join(dist, 'server/snippets'), {findModule})
const snippets = new Map(await Promise.all(Object.entries(hashes).map(async ([name, hash]) => [name, (await registry.get(name, hash))!] as const)))
process.stdout.write(renderNodes(state, {snippets, nonce, onError: (_node, error) => rethrow(error)}))
