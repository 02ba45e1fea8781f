/** Joins a tenant, who may use it, its pages, the live feed and the app into one listening server. */
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Logger} from 'pino'
import {loadAssets, type Assets} from './assets/index.ts'
import {createAuth, createSessionCookie} from './auth/index.ts'
import {hashOfBuild, openKeptBuilds} from './builds/index.ts'
import {configRoutes, type ConfigKind} from './config-items/index.ts'
import type {Config} from './config.ts'
import {demoUsers, seedTenant} from './demo/index.ts'
import {createDrawing, watchSnippets, type Drawing} from './dev/index.ts'
import {connectionLimits, createApp, createConnections, createHttpServer, pageNonce} from './http/index.ts'
import {designerRoutes} from './designer-routes.ts'
import {instanceOf} from './instance-of.ts'
import {createLive, liveRoutes} from './live/index.ts'
import {listeningProblem} from './listening-problem.ts'
import {localUrl} from './local-url.ts'
import {openTenant, type Tenant} from './open-tenant.ts'
import {createPages, pageRoutes} from './page/index.ts'
import {sayTrouble} from './say-trouble.ts'
import {mayOpen, namedSnippets, screenRoutes} from './screens/index.ts'
import {loadSnippets, mirrorSnippets, type SnippetRegistry} from './snippets/index.ts'

export interface RunningServer {
  readonly url: string
  readonly tenant: Tenant
  /** Absolute; present while nobody is set up and there is no demo. */
  readonly setupLink: string | undefined
  /** Resolves when every request was answered and the store is closed. */
  close(): Promise<void>
}

export interface ServerInit {
  readonly config: Config
  /** The folder that the build wrote. */
  readonly dist: string
  readonly log: Logger
  readonly configKinds?: readonly ConfigKind[]
  readonly onProgress?: (line: string) => void
}

/** Milliseconds for what is under way when the server is closed. Containers are killed after ten seconds. */
const graceMs = 8_000

export async function createServer({config, dist, log, configKinds = [], onProgress}: ServerInit): Promise<RunningServer> {
  const onError = (error: unknown): void => log.error({err: error})
  const drawing: Drawing | undefined = config.dev ? createDrawing({
    entry: join(dist, 'server/dev-drawing.js'),
    manifests: () => registry.map,
    onStopped: (name, message) => {
      log.error(message)
      live.tellAll({type: 'snippet-broken', name, message})
    },
  }) : undefined
  const built: Assets = await loadAssets(dist)
  const kept = openKeptBuilds({folder: join(config.dataFolder, 'builds'), dist, now: Date.now, onError})
  const registry: SnippetRegistry = await loadSnippets(join(dist, 'server/snippets'), {
    rehearse: drawing?.load, findModule: kept.findModule,
    hashNow: name => {
      const build = built.builds().snippets.find(one => one.name === name)
      return build && hashOfBuild(build)
    },
  })
  // A release names no build that is not kept.
  const keptHash = (name: string): string | undefined => {
    const hash = registry.hashOf(name)
    return hash !== undefined && kept.has(hash) ? hash : undefined
  }
  const assets = drawing ? {...built, snippets: () => drawing.safeScripts(built.snippets())} : built
  for (const {name, error} of registry.broken()) log.error({err: error}, `snippet ${name} cannot be loaded`)
  const snippets = registry.map
  const tenant = await openTenant({
    dataFolder: config.dataFolder, snippets, snippetHash: keptHash, configKinds, onError, onProgress,
    onNotice: line => log.warn(line), onTrouble: sayTrouble(log, config.dataFolder),
  })
  const {store, catalog, access, commit, commitEach, takeBack, reader, putSchema, screens} = tenant
  // Before anything is published.
  await kept.keep(built.builds()).catch((error: unknown) => log.error({err: error}, 'the builds of snippets and pages could not be kept'))
  await mirrorSnippets(store, commit, snippets)
  await seedTenant(tenant, {demo: config.demo, password: config.demoPassword, today: new Date().toISOString().slice(0, 10), onProgress})

  const now = Date.now
  const instance = await instanceOf(catalog, config.dataFolder)
  const cookie = createSessionCookie({instance, secure: config.publicUrl?.protocol === 'https:'})
  const auth = createAuth({store, commit, cookie, now, onError})
  const onNodeError = (error: unknown, where: object): void => log.error({err: error, ...where}, 'contained in a page')
  const pages = createPages({screens, reader, access, commit, snippets, mayOpen, seq: () => store.seq(), now, assets, onError: onNodeError})
  const connections = createConnections({...connectionLimits, sockets: config.maxSockets})
  const live = createLive({store, access, auth, screens, pages, publicUrl: config.publicUrl, now, onError, maxConnections: config.maxSockets, onUpgraded: connections.upgraded})
  const app = createApp({
    config, store, catalog, access, commit, commitEach, takeBack, reader, putSchema, auth, assets, log, connections,
    findFormer: path => kept.findAsset(path).catch((error: unknown) => void log.error({err: error}, 'a kept file cannot be served')),
    demoAccounts: config.demo ? demoUsers : [],
    routers: [
      pageRoutes({pages, screens, mayOpen, snippets, assets, pageNonce, onError: onNodeError, draw: drawing?.draw}),
      screenRoutes({screens, snippets}),
      configRoutes({config: tenant.config, live: screens.live, onError}),
      designerRoutes({assets, pageNonce}),
      liveRoutes(),
    ],
  })
  const http = createHttpServer(app, connections)
  live.attach(http.server)
  const port = await http.listen(config.port, config.host).catch((error: unknown) => {
    throw listeningProblem(error, config)
  })
  const collecting = kept.collect(() => namedSnippets(store)).catch(onError)
  const watching = drawing ? watchSnippets({
    folder: join(dist, '../snippets'), build: () => buildAgain(dist), keep: () => kept.keepSnippets(built.builds().snippets),
    registry, assets: built, live, rehearse: drawing.rehearse, say: line => log.info(line),
  }) : undefined
  const url = config.publicUrl?.origin ?? localUrl(config.host, port)
  const setupPath = config.demo ? undefined : await auth.ensureSetupLink()
  return {
    url,
    tenant,
    setupLink: setupPath && url + setupPath,
    close: async () => {
      await watching?.close()
      // No new connections from here on; what is under way is answered, sockets are told, and a client that never ends its request does not keep us.
      await Promise.all([http.close(graceMs), live.close()])
      await drawing?.close()
      auth.close()
      await collecting
      await tenant.close()
    },
  }
}

/** The project's own build, as it stands beside `dist`. */
async function buildAgain(dist: string): Promise<void> {
  const {build} = await import(pathToFileURL(join(dist, '../esbuild.config.mjs')).href) as {readonly build: () => Promise<unknown>}
  await build()
}
