/** A real server on a free port for tests: a store in a temporary folder, the doors, sign-in, screens, pages and the live feed, joined as they are when it is started. */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pino} from 'pino'
import {crmSchemas, type Json, type Role} from '../schemas/index.ts'
import type {Snippet} from '../snippets/index.ts'
import {systemActor} from '../server/actor.ts'
import type {RulesOf} from '../server/access/index.ts'
import type {Assets} from '../server/assets/index.ts'
import {createAuth, createSessionCookie, type Auth} from '../server/auth/index.ts'
import {configRoutes, type ConfigKind} from '../server/config-items/index.ts'
import type {Config} from '../server/config.ts'
import {demoUsers, seedTenant} from '../server/demo/index.ts'
import {connectionLimits, createApp, createConnections, createHttpServer, pageNonce} from '../server/http/index.ts'
import {instanceOf} from '../server/instance-of.ts'
import {createLive, liveRoutes, type Live} from '../server/live/index.ts'
import type {ConnectionLimits, Connections} from '../server/http/connections/index.ts'
import {openTenant, type Tenant} from '../server/open-tenant.ts'
import {createPages, pageRoutes} from '../server/page/index.ts'
import {mayOpen, screenRoutes} from '../server/screens/index.ts'
import {loadSnippets, mirrorSnippets} from '../server/snippets/index.ts'
import {createCheckAnswer} from './check-answer.ts'

export interface StartAsk {
  /** Rows and screens of the small trading company too, and every snippet from its source. Otherwise there are its schemas, the four people, and nothing else. */
  readonly demo?: boolean
  /** `false`: nobody is there yet. */
  readonly people?: boolean
  /** Draws screens without the demo's rows. */
  readonly snippets?: boolean
  /** A `dataFolder` is an existing one, that stays. */
  readonly config?: Partial<Config>
  readonly limits?: Partial<ConnectionLimits>
  /** Beyond the schemas' rights. */
  readonly rulesOf?: RulesOf
  readonly configKinds?: readonly ConfigKind[]
  /** Milliseconds since 1970, for sessions and throttling. */
  readonly now?: () => number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON; an empty object where the answer is none. */
  readonly body: {readonly [member: string]: Json}
}

/** `body` is sent as JSON, but for text and bytes, which go as they are. Redirects are not followed. */
export type Call = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>

export interface TestApp extends Tenant {
  readonly url: string
  readonly dataFolder: string
  readonly auth: Auth
  readonly live: Live
  readonly connections: Connections
  /** What was logged, as JSON lines. */
  readonly logged: readonly string[]
  /** Calls with the bearer token of one of the four people; `null` is a stranger. */
  as(role: Role | null): Call
  tokenOf(role: Role): Promise<string>
  close(): Promise<void>
}

const password = 'espalier'
const assets: Assets = {
  folder: '/nowhere', script: name => `/assets/${name}.js`, style: name => `/assets/${name}.css`, snippets: () => ({}), preload: scripts => scripts, builds: () => ({snippets: [], pages: {kind: 'pages', files: {}}}),
  reload: () => Promise.resolve(),
}

export async function startApp({demo = false, people = true, snippets: draws = demo, config: settings = {}, limits = {}, rulesOf, configKinds, now = Date.now}: StartAsk = {}): Promise<TestApp> {
  const dataFolder = settings.dataFolder ?? await mkdtemp(join(tmpdir(), 'espalier-test-'))
  const config: Config = {port: 0, host: '127.0.0.1', dataFolder, demo: true, demoPassword: password, dev: false, trustProxy: [], maxSockets: 10_000, ...settings}
  const logged: string[] = []
  const log = pino({level: 'info'}, {write: line => void logged.push(line)})
  const onError = (error: unknown): void => log.error({err: error})
  const snippets: ReadonlyMap<string, Snippet> = draws ? (await loadSnippets(join(import.meta.dirname, '../snippets'))).map : new Map()
  const tenant = await openTenant({dataFolder, rulesOf, snippets, configKinds, onError, onProgress: line => log.info(line), onNotice: line => log.warn(line)})
  const {store, catalog, access, commit, commitEach, takeBack, reader, putSchema, screens} = tenant
  await mirrorSnippets(store, commit, snippets)
  if (demo) {
    await seedTenant(tenant, {demo: true, password, today: '2025-03-14'})
  } else {
    for (const [name, doc] of Object.entries(crmSchemas)) await putSchema(systemActor, name, doc)
    if (people) await commit(systemActor, {changes: demoUsers.map(user => ({op: 'create', schema: 'user', data: {...user, password}}))})
  }
  const instance = await instanceOf(catalog, dataFolder)
  const cookie = createSessionCookie({instance, secure: config.publicUrl?.protocol === 'https:'})
  const auth = createAuth({store, commit, cookie, now, onError})
  const pages = createPages({screens, reader, access, commit, snippets, mayOpen, seq: () => store.seq(), now, assets, onError})
  const connections = createConnections({...connectionLimits, sockets: config.maxSockets, ...limits})
  const live = createLive({store, access, auth, screens, pages, now, onError, onUpgraded: connections.upgraded})
  const app = createApp({
    config, store, catalog, access, commit, commitEach, takeBack, reader, putSchema, auth, assets, log, connections, demoAccounts: demoUsers,
    routers: [pageRoutes({pages, screens, mayOpen, snippets, assets, pageNonce, onError}), screenRoutes({screens, snippets}), configRoutes({config: tenant.config, live: screens.live, onError}), liveRoutes()],
  })
  const http = createHttpServer(app, connections)
  live.attach(http.server)
  const url = `http://127.0.0.1:${await http.listen(0, '127.0.0.1')}`
  const checkAnswer = createCheckAnswer(catalog, access)
  const tokens = new Map<Role, Promise<string>>()
  const tokenOf = (role: Role): Promise<string> => {
    const token = tokens.get(role) ?? auth.login(`${role}@demo.test`, password, {ip: '127.0.0.1', kind: 'bearer'}).then(signedIn => signedIn.token)
    tokens.set(role, token)
    return token
  }
  return {
    ...tenant, url, dataFolder, auth, live, connections, logged, tokenOf,
    as: role => async (method, path, body, headers = {}) => {
      const answer = await call(url + path, method, body, {...(role && {authorization: `Bearer ${await tokenOf(role)}`}), ...headers})
      checkAnswer(role, method, path, answer)
      return answer
    },
    close: async () => {
      live.close()
      await http.close(100)
      auth.close()
      await tenant.close()
      if (settings.dataFolder === undefined) await rm(dataFolder, {recursive: true, force: true})
    },
  }
}

async function call(url: string, method: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(url, {
    method, redirect: 'manual', headers: {...(body !== undefined && {'content-type': 'application/json'}), ...headers},
    ...(body !== undefined && {body: raw ? body as BodyInit : JSON.stringify(body)}),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
  return {status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) as Answer['body'] : {}}
}
