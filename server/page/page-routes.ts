/** Pages over HTTP: HTML, or their PageState where that is accepted; what their events run; and screens at any state, for the designer. Described in `schemas/wire/page.ts`. */
import {Router, type Response} from 'express'
import {pageOperations} from '../../schemas/index.ts'
import type {PageState} from '../../runtime/page.ts'
import {renderPage, type RenderPageOptions} from '../../runtime/server.ts'
import type {Snippet} from '../../snippets/index.ts'
import {requirePerson} from '../another-person.ts'
import {problem, type Problem} from '../errors.ts'
import {actorOf, addRoutes, routesOf, type Call} from '../http/index.ts'
import type {LedOn} from '../screens/lead-on.ts'
import type {ReleasedScreen, Screens} from '../screens/screens.ts'
import {viewerOf} from '../viewer-of.ts'
import type {Pages} from './create-pages.ts'
import {findHome} from './find-home.ts'
import {screenHref} from './href-of.ts'
import {problemScreen} from './problem-screen.ts'
import type {PageDeps} from './page-deps.ts'
import type {Effect} from './run-event.ts'
import {readAct} from './read-act.ts'
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
  /** Makes the answer a page; gives the nonce for its styles. */
  readonly pageNonce: (response: Response) => string
  readonly onError?: (error: unknown, where: {readonly screen: string; readonly node: string}) => void
  /** Draws a page elsewhere, while developing. Absent: right here. */
  readonly draw?: ((state: PageState, options: Pick<RenderPageOptions, 'nonce' | 'assets'> & {readonly onError?: (node: {readonly id: string}, error: unknown) => void}) => Promise<string>) | undefined
}

const maxQueryNames = 100

type Ops = typeof pageOperations
type ShowCall = Pick<Call<Ops['showPage']>, 'actor' | 'request' | 'response'>

export function pageRoutes(deps: PageRouteDeps): Router {
  const router = Router({caseSensitive: true, strict: true})
  const show = (call: ShowCall): Promise<void> => page(deps, call)
  addRoutes(router, routesOf(pageOperations, {
    showHome: show, showHomeSlash: show, showActPage: show, showPage: show,
    act: call => act(deps, call),
    resolvePage: call => designed(deps, call),
  }))
  return router
}

async function page(deps: PageRouteDeps, {actor: session, request, response}: ShowCall): Promise<void> {
  const asksJson = request.accepts(['text/html', pageJson, 'application/json']) !== 'text/html'
  response.setHeader('Vary', 'Accept, Accept-Language')
  response.setHeader('Cache-Control', 'private, no-store')
  if (!session) {
    if (asksJson) actorOf(request)
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
  const missing = found && deps.mayOpen(actor, found.released.screen) ? undefined : noScreen(path || '/')
  if (missing && asksJson) throw missing
  if (found?.leadsTo && !missing) {
    // Not for good: another screen may take the path, or this one may come back to it.
    response.redirect(307, addressOf(found.leadsTo, url.search))
    return
  }
  const started = performance.now()
  const query = queryOf(url)
  const state = missing || !found
    ? await deps.pages.resolve({actor, released: problemScreen(deps.screens.released().filter(({screen}) => deps.mayOpen(actor, screen)), missing ?? noScreen(path)), params: {}, path: path || '/', query: {}})
    : await deps.pages.resolve({actor, released: found.released, params: found.params, path: path || '/', query})
  const resolved = performance.now()
  response.status(missing?.status ?? 200)
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

async function act(deps: PageRouteDeps, {actor: session, body, request, response}: Call<Ops['act']>): Promise<void> {
  const actor = viewerOf(session, request.headers)
  const form = request.is('application/x-www-form-urlencoded') !== false
  const {screen, hash, node, event, user, path, query, payload} = readAct(body, form)
  if (user !== '') requirePerson(user, actor)
  const screenPath = path.replace(/^\/app(?=\/|$)/, '') || '/'
  const found = deps.screens.match(screenPath)
  if (!found || (screen !== '' && found.released.screen.id !== screen) || !deps.mayOpen(actor, found.released.screen)) throw noScreen(screenPath)
  response.setHeader('Cache-Control', 'private, no-store')
  // A page may have been opened where the screen was earlier.
  const here = found.leadsTo ?? {path: screenPath, query: {}}
  const said = {...query, ...here.query}
  const effects = await deps.pages.act({actor, released: found.released, params: found.params, path: here.path, query: said, hash, node, event, payload})
  if (form) response.redirect(303, afterForm(effects, screenHref(here.path), said))
  else response.json({effects})
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

async function designed(deps: PageRouteDeps, {actor: session, params: {id}, query, request, response}: Call<Ops['resolvePage']>): Promise<void> {
  const actor = viewerOf(session, request.headers)
  const released = await deps.screens.load(id, query.at)
  const path = query.path ?? released.screen.path
  const state = await deps.pages.resolve({actor, released, params: paramsOf(released, path), path, query: Object.fromEntries(new URLSearchParams(query.query ?? '')), designing: true})
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
  return problem('unknown-screen', {path: path.slice(0, 200)})
}

/** Each name once; the last one counts. */
function queryOf(url: URL): Readonly<Record<string, string>> {
  const query: Record<string, string> = {}
  for (const [name, value] of [...url.searchParams].slice(0, maxQueryNames)) if (name !== '__proto__') query[name] = value.slice(0, 2000)
  return query
}
