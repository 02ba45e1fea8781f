/** `openKeptBuilds`: builds in the data folder, kept as long as a release or an open page names them. The build folder has only the last one. */
import {readFile} from 'node:fs/promises'
import {extname, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {hashOfBuild, textOf, type Build, type CurrentBuilds, type SnippetBuild} from './build.ts'
import {openContentFolder, type Source} from './content-folder.ts'
import {openPageLog, type PageTimes} from './page-log.ts'

export interface KeptBuilds {
  /** Keeps what pages and releases name from here on. Resolves when all of it is durable; throws when it could not be, and then no build is there in part. */
  keep(current: CurrentBuilds): Promise<void>
  /** As `keep`, of snippets alone: pages that were open before take a saved snippet in place. */
  keepSnippets(builds: readonly SnippetBuild[]): Promise<void>
  /** Whether this process has kept the build. */
  has(hash: string): boolean
  /** The URL of a snippet's module for the server, looked through. Undefined: this build is not kept. Throws, naming the file, when it is damaged. */
  findModule(name: string, hash: string): Promise<string | undefined>
  /** What a kept build has at this path under `/assets/`. Undefined: nothing. Throws, naming the file, when it is damaged. */
  findAsset(path: string): Promise<Buffer | undefined>
  /** Removes what neither `named`, nor a page of the last 30 days, nor this process names; nothing where a build that is named cannot be read. Answers how many files. */
  collect(named: () => Promise<ReadonlySet<string>>): Promise<number>
}

export interface KeptBuildsInit {
  /** Made when the first build is kept. One process has it at a time. */
  readonly folder: string
  /** The folder that the build wrote. */
  readonly dist: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A description that cannot be read, while others can. */
  readonly onError: (error: unknown) => void
}

/** How long a session lasts at most: no page is open for longer under one. */
const openFor = 30 * 24 * 60 * 60 * 1_000

const descriptionOf = (hash: string): string => `${hash}.build`
const moduleOf = ({server}: SnippetBuild): string => `${server}.mjs`
const assetsOf = ({files}: Build): readonly (readonly [path: string, name: string])[] => Object.entries(files).map(([path, hash]) => [path, hash + extname(path)])
const namesOf = (build: Build): readonly string[] => [...assetsOf(build).map(([, name]) => name), ...(build.kind === 'snippet' ? [moduleOf(build)] : [])]

export function openKeptBuilds({folder, dist, now, onError}: KeptBuildsInit): KeptBuilds {
  const content = openContentFolder(join(folder, 'content'))
  const log = openPageLog(join(folder, 'pages.json'))
  const ours = new Set<string>()
  let assets: Promise<ReadonlyMap<string, string>> | undefined
  let isTidy = true
  // Whoever removes must not meet who writes.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function put(builds: readonly Build[]): Promise<void> {
    const files = new Map<string, Source>()
    for (const build of builds) {
      for (const [path, name] of assetsOf(build)) files.set(name, () => readFile(join(dist, 'public', path)))
      if (build.kind === 'snippet') files.set(moduleOf(build), () => readFile(join(dist, 'server/kept', `${build.name}.js`)))
    }
    // A description that is there says that all of its files are.
    const written = await content.put(files) + await content.put(new Map(builds.map(build => [descriptionOf(hashOfBuild(build)), () => Buffer.from(textOf(build))])))
    for (const build of builds) ours.add(hashOfBuild(build))
    if (written === 0) return
    isTidy = false
    assets = undefined
  }

  async function noteServed(hash: string): Promise<void> {
    const known = await timesOrNone()
    if (known?.current === hash) return
    const former: Record<string, string> = {...known?.former, ...(known && {[known.current]: new Date(now()).toISOString()})}
    delete former[hash]
    await log.write({current: hash, former})
  }

  /** Without it pages of former builds are not known: worse for them, and for nobody else. */
  const timesOrNone = (): Promise<PageTimes | undefined> => log.read().catch((error: unknown) => void onError(error))

  async function find(hash: string): Promise<Build | undefined> {
    const text = await content.read(descriptionOf(hash))
    return text && JSON.parse(text.toString()) as Build
  }

  /** Path -> name of the file. */
  async function listAssets(): Promise<ReadonlyMap<string, string>> {
    const hashes = (await content.names()).filter(name => name.endsWith('.build')).map(name => name.split('.')[0]!)
    const builds = await Promise.all(hashes.map(hash => find(hash).catch((error: unknown) => void onError(error))))
    return new Map(builds.flatMap(build => (build ? assetsOf(build) : [])))
  }

  async function collect(named: () => Promise<ReadonlySet<string>>): Promise<number> {
    const times = await timesOrNone()
    const open = Object.entries(times?.former ?? {}).filter(([, until]) => Date.parse(until) > now() - openFor)
    const isOver = open.length < Object.keys(times?.former ?? {}).length
    if (isTidy && !isOver) return 0
    const hashes = new Set([...ours, ...(times ? [times.current] : []), ...open.map(([hash]) => hash), ...await named()])
    const builds = await Promise.all([...hashes].map(find))
    const removed = await content.keepOnly(new Set(builds.flatMap(build => (build ? [descriptionOf(hashOfBuild(build)), ...namesOf(build)] : []))))
    if (times && isOver) await log.write({...times, former: Object.fromEntries(open)})
    isTidy = true
    assets = undefined
    return removed
  }

  return {
    keep: ({snippets, pages}) => inTurn(async () => {
      await put([...snippets, pages])
      await noteServed(hashOfBuild(pages))
    }),
    keepSnippets: builds => inTurn(() => put(builds)),
    has: hash => ours.has(hash),
    async findModule(name, hash) {
      const build = /^[0-9a-f]{64}$/.test(hash) ? await find(hash) : undefined
      if (build?.kind !== 'snippet' || build.name !== name) return undefined
      const file = moduleOf(build)
      if (!await content.read(file)) throw new Error(`${content.pathOf(file)}: expected the module of the build ${hash}, got nothing of this name; bring it back from a backup`)
      return pathToFileURL(content.pathOf(file)).href
    },
    async findAsset(path) {
      assets ??= listAssets().catch((error: unknown) => {
        assets = undefined
        throw error
      })
      const name = (await assets).get(path)
      return name === undefined ? undefined : content.read(name)
    },
    collect: named => inTurn(() => collect(named)),
  }
}
