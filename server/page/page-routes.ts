/**
 * Pages over HTTP.
 *
 *   GET  /app                          the home screen (`/`), or the first of the navigation
 *   GET  /app/<path>?<query>           a page: HTML, or its PageState where that is accepted
 *   POST /app/act                      runs what is bound to an event: JSON from script, a form without
 *   GET  /api/v1/screens/<id>/page     the PageState of a screen at `draft`, `live` or a release, for the designer
 */
import {Router, type Request, type Response} from 'express'
import type {JsonObject} from '../../schemas/index.ts'
import type {PageState} from '../../runtime/page.ts'
import {renderPage, type RenderPageOptions} from '../../runtime/server.ts'
import type {Snippet} from '../../snippets/index.ts'
import type {Actor} from '../actor.ts'
import {requirePerson} from '../another-person.ts'
import {Forbidden, InvalidInput, NotFound, Problem} from '../errors.ts'
import {addRoutes, parseJson, type BodyRule, type Handler} from '../http/index.ts'
import type {LedOn} from '../screens/lead-on.ts'
import type {ReleasedScreen, Screens} from '../screens/screens.ts'
import {viewerOf} from '../viewer-of.ts'
import type {Pages} from './create-pages.ts'
import {findHome} from './find-home.ts'
import {screenHref} from './href-of.ts'
import {problemScreen} from './problem-screen.ts'
import type {PageDeps} from './page-deps.ts'
import type {Effect} from './run-event.ts'
import {sendPage} from './send-page.ts'

export const pageJson = 'application/vnd.espalier.page+json'

export interface PageRouteDeps {
  readonly pages: Pages
  readonly screens: Pick<Screens, 'match' | 'released' | 'load'>
  readonly mayOpen: PageDeps['mayOpen']
  readonly snippets: ReadonlyMap<string, Snippet>
  readonly assets: {
    script(name: 'client'): string
    style(name: 'app'): string
    preload(scripts: readonly string[]): readonly string[]
  }
  /** Undefined: nobody is signed in. */
  readonly findActor: (request: Request) => Actor | undefined
  /** Throws Unauthenticated. */
  readonly actorOf: (request: Request) => Actor
  /** Makes the answer a page; gives the nonce for its styles. */
  readonly pageNonce: (response: Response) => string
  readonly onError?: (error: unknown, where: {readonly screen: string; readonly node: string}) => void
  /** Draws a page elsewhere, while developing. Absent: right here. */
  readonly draw?: ((state: PageState, options: Pick<RenderPageOptions, 'nonce' | 'assets'> & {readonly onError?: (node: {readonly id: string}, error: unknown) => void}) => Promise<string>) | undefined
}

const maxQueryNames = 100
/** As much as the record in it. */
const actBody: BodyRule = {types: ['application/x-www-form-urlencoded', 'application/json'], maxBytes: 1024 * 1024, maxValues: 20_000, compressed: true}

export function pageRoutes(deps: PageRouteDeps): Router {
  const router = Router({caseSensitive: true, strict: true})
  const get: Handler = (request, response) => page(deps, request, response)
  addRoutes(router, {
    '/app': {get},
    '/app/': {get},
    '/app/act': {get, post: {body: actBody, handle: (request, response) => act(deps, request, response)}},
    '/app/*path': {get},
    '/api/v1/screens/:id/page': {get: (request, response) => designed(deps, request, response)},
  })
  return router
}

async function page(deps: PageRouteDeps, request: Request, response: Response): Promise<void> {
  const asksJson = request.accepts(['text/html', pageJson, 'application/json']) !== 'text/html'
  response.setHeader('Vary', 'Accept, Accept-Language')
  response.setHeader('Cache-Control', 'private, no-store')
  const session = asksJson ? deps.actorOf(request) : deps.findActor(request)
  if (!session) {
    response.redirect(303, `/login?next=${encodeURIComponent(request.originalUrl)}`)
    return
  }
  const actor = viewerOf(session, request.headers)
  const url = new URL(request.originalUrl, 'http://page')
  const path = url.pathname.slice('/app'.length)
  if (path === '/') {
    response.redirect(308, `/app${url.search}`)
    return
  }
  const found = deps.screens.match(path || '/')
  if (!found && path === '') {
    const home = findHome(deps, actor)
    if (home) {
      response.redirect(303, home)
      return
    }
  }
  // One that is there but not for them is answered in the same words.
  const problem = found && deps.mayOpen(actor, found.released.screen) ? undefined : noScreen(path || '/')
  if (problem && asksJson) throw problem
  if (found?.leadsTo && !problem) {
    // Not for good: another screen may take the path, or this one may come back to it.
    response.redirect(307, addressOf(found.leadsTo, url.search))
    return
  }
  const started = performance.now()
  const query = queryOf(url)
  const state = problem || !found
    ? await deps.pages.resolve({actor, released: problemScreen(deps.screens.released().filter(({screen}) => deps.mayOpen(actor, screen)), problem ?? noScreen(path)), params: {}, path: path || '/', query: {}})
    : await deps.pages.resolve({actor, released: found.released, params: found.params, path: path || '/', query})
  const resolved = performance.now()
  response.status(problem?.status ?? 200)
  const drawn = (): string | Promise<string> => {
    const options = {nonce: deps.pageNonce(response), assets: assetsOf(deps, state), onError: (node: {readonly id: string}, error: unknown) => deps.onError?.(error, {screen: state.context.screen.path, node: node.id})}
    return deps.draw ? deps.draw(state, options) : renderPage(state, {snippets: deps.snippets, ...options})
  }
  const drawing = asksJson ? JSON.stringify(state) : drawn()
  const text = typeof drawing === 'string' ? drawing : await drawing
  response.setHeader('Server-Timing', `resolve;dur=${(resolved - started).toFixed(1)}, render;dur=${(performance.now() - resolved).toFixed(1)}`)
  await sendPage(request, response, asksJson ? pageJson : 'text/html; charset=utf-8', text)
}

function assetsOf({assets}: PageRouteDeps, state: PageState): {client: string; css: string[]; preload: readonly string[]} {
  const client = assets.script('client')
  return {client, css: [assets.style('app')], preload: assets.preload([client, ...Object.values(state.scripts)])}
}

/** Of where an earlier address leads; what stood in its query goes along as it stood. */
function addressOf({path, query}: LedOn, search: string): string {
  if (Object.keys(query).length === 0) return screenHref(path) + search
  const all = new URLSearchParams(search)
  for (const [name, value] of Object.entries(query)) all.set(name, value)
  return `${screenHref(path)}?${all}`
}

async function act(deps: PageRouteDeps, request: Request, response: Response): Promise<void> {
  const actor = viewerOf(deps.actorOf(request), request.headers)
  const {form, path, query, user, ...ask} = readAct(request)
  if (user !== '') requirePerson(user, actor)
  const screenPath = path.replace(/^\/app(?=\/|$)/, '') || '/'
  const found = deps.screens.match(screenPath)
  if (!found || (ask.screen !== '' && found.released.screen.id !== ask.screen) || !deps.mayOpen(actor, found.released.screen)) throw noScreen(screenPath)
  response.setHeader('Cache-Control', 'private, no-store')
  // A page may have been opened where the screen was earlier.
  const here = found.leadsTo ?? {path: screenPath, query: {}}
  const said = {...query, ...here.query}
  const effects = await deps.pages.act({actor, released: found.released, params: found.params, path: here.path, query: said, hash: ask.hash, node: ask.node, event: ask.event, payload: ask.payload})
  if (form) response.redirect(303, afterForm(effects, screenHref(here.path), said))
  else response.json({effects})
}

interface Act {
  readonly form: boolean
  readonly screen: string
  readonly hash: string
  readonly node: string
  readonly event: string
  /** Whose page a form without script stands on; empty where it does not say. */
  readonly user: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly payload: JsonObject
}

const actMembers = ['screen', 'hash', 'node', 'event', 'user', 'path', 'query', 'payload']

/** A form sends `query` as it stands in an address and `payload` as JSON. Its other fields join the payload. */
function readAct(request: Request): Act {
  const form = request.is('application/x-www-form-urlencoded') !== false
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new InvalidInput({detail: 'expected {screen, hash, node, event, user, path, query, payload}'})
  const given = body as Readonly<Record<string, unknown>>
  const text = (name: string, required = false): string => {
    const value = given[name] ?? ''
    if (typeof value !== 'string' || value.length > 4000 || (required && value === '')) throw new InvalidInput({detail: `expected a text in "${name}"`, errors: [{pointer: `/${name}`, message: 'expected a text'}]})
    return value
  }
  const others = Object.keys(given).filter(name => !actMembers.includes(name))
  if (!form && others.length > 0) throw new InvalidInput({detail: `"${others[0]?.slice(0, 60)}" is unknown here; expected ${actMembers.join(', ')}`, errors: [{pointer: `/${others[0]?.slice(0, 60)}`, message: 'is unknown'}]})
  const path = text('path', true)
  if (!/^\/app(\/|$)/.test(path)) throw new InvalidInput({detail: 'expected the page\'s path in "path", such as /app/companies', errors: [{pointer: '/path', message: 'expected a path under /app'}]})
  const query = form ? Object.fromEntries(new URLSearchParams(text('query'))) : stringsOf(given['query'])
  const sent = (): unknown => parseJson(text('payload') || '{}', actBody.maxValues)
  const payload = form ? {...Object.fromEntries(others.map(name => [name, text(name)])), ...objectOf(sent(), 'payload')} : objectOf(given['payload'], 'payload')
  return {form, screen: text('screen'), hash: text('hash'), node: text('node', true), event: text('event', true), user: text('user'), path, query, payload}
}

function objectOf(value: unknown, name: string): JsonObject {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidInput({detail: `expected an object in "${name}"`, errors: [{pointer: `/${name}`, message: 'expected an object'}]})
  return value as JsonObject
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value, 'query'))
  if (entries.length > maxQueryNames || entries.some(([, each]) => typeof each !== 'string')) throw new InvalidInput({detail: `expected at most ${maxQueryNames} names with texts in "query"`, errors: [{pointer: '/query', message: 'expected names with texts'}]})
  return Object.fromEntries(entries) as Record<string, string>
}

/** Without script, what an event asks of the page becomes the address to go to. */
function afterForm(effects: readonly Effect[], path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query)
  for (const effect of effects) {
    if (effect.do === 'navigate') return effect.to
    if (effect.do === 'set') {
      if (effect.value === null) search.delete(effect.param)
      else search.set(effect.param, effect.value)
    }
  }
  return search.size > 0 ? `${path}?${search}` : path
}

async function designed(deps: PageRouteDeps, request: Request, response: Response): Promise<void> {
  const actor = viewerOf(deps.actorOf(request), request.headers)
  if (actor.role !== 'admin' && actor.role !== 'manager') throw new Forbidden({detail: `Screens are read as such by admins and managers; you are signed in as ${actor.role}.`})
  const url = new URL(request.originalUrl, 'http://page')
  const names = ['at', 'path', 'query']
  const unknown = [...url.searchParams.keys()].find(name => !names.includes(name))
  if (unknown !== undefined) throw new InvalidInput({detail: `The query parameter "${unknown.slice(0, 60)}" is unknown here: expected ${names.join(', ')}.`, errors: [{pointer: `?${unknown.slice(0, 60)}`, message: 'is unknown'}]}, 'unknown-parameter')
  const released = await deps.screens.load(String(request.params['id']), url.searchParams.get('at') ?? 'draft')
  const path = url.searchParams.get('path') ?? released.screen.path
  const state = await deps.pages.resolve({actor, released, params: paramsOf(released, path), path, query: Object.fromEntries(new URLSearchParams(url.searchParams.get('query') ?? '')), designing: true})
  response.setHeader('Cache-Control', 'private, no-store')
  response.json(state)
}

/** On the canvas a parameter that is not given is empty: a form stands at a new record. */
function paramsOf({screen}: ReleasedScreen, path: string): Readonly<Record<string, string>> {
  const given = path.split('/')
  return Object.fromEntries(screen.path.split('/').flatMap((part, index) => {
    const value = given[index] ?? ''
    return part.startsWith(':') ? [[part.slice(1), value.startsWith(':') ? '' : decode(value)]] : []
  }))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function noScreen(path: string): Problem {
  return new NotFound({detail: `There is no screen at ${path.slice(0, 200)} that you may open. Check the address, choose a screen from the navigation, or ask an admin.`}, 'unknown-screen')
}

/** Each name once; the last one counts. */
function queryOf(url: URL): Readonly<Record<string, string>> {
  const query: Record<string, string> = {}
  for (const [name, value] of [...url.searchParams].slice(0, maxQueryNames)) if (name !== '__proto__') query[name] = value.slice(0, 2000)
  return query
}
