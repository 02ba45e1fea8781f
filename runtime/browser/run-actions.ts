/** Runs what is bound to a node's events: follows computed addresses, and asks the server for everything else. */
import type {WireEffect} from '../../schemas/index.ts'
import type {Page} from './create-page.ts'
import type {Loader} from './create-loader.ts'
import type {Notices} from './notices.ts'

/** What the server answers to an action. */
export type Effect = WireEffect

/** Listens for `ui-act` events. Returns the way to stop. */
export function runActions(page: Page, loader: Loader, notices: Notices): () => void {
  const running = new Set<string>()

  const onAct = async (event: Event): Promise<void> => {
    const {node, event: name, payload} = (event as CustomEvent<{readonly node?: string; readonly event: string; readonly payload: object}>).detail
    const handler = page.tree().nodes.get(node ?? '')?.on?.[name]
    if (!handler || !node || page.state().context.designing) return
    if ('href' in handler) {
      if (handler.newTab) open(handler.href, '_blank', 'noopener')
      else await loader.go(handler.href)
      return
    }
    // A second press while the first is under way is the same press.
    const key = `${node} ${name} ${JSON.stringify(payload)}`
    if (running.has(key)) return
    running.add(key)
    page.element(node)?.setAttribute('aria-busy', 'true')
    try {
      for (const effect of await ask(page, node, name, payload)) await follow(effect, page, loader, notices)
    } catch (error) {
      notices.toast(error instanceof ActionRefused ? error.message : 'The server could not be reached. Nothing was changed; try again.', 'bad')
      if (error instanceof ActionRefused && error.status === 401) notices.signedOut()
      if (error instanceof ActionRefused && error.code === 'another-person') notices.another()
      if (error instanceof ActionRefused && error.status === 409) loader.refresh()
    } finally {
      running.delete(key)
      page.element(node)?.removeAttribute('aria-busy')
    }
  }

  const listener = (event: Event): void => void onAct(event)
  document.addEventListener('ui-act', listener)
  return () => document.removeEventListener('ui-act', listener)
}

class ActionRefused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

async function ask(page: Page, node: string, event: string, payload: object): Promise<readonly Effect[]> {
  const {hash, context: {screen, path, query, viewer}} = page.state()
  const response = await fetch('/app/act', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {'content-type': 'application/json', accept: 'application/json', 'espalier-user': viewer.id},
    body: JSON.stringify({screen: screen.id, hash, node, event, path, query, payload}),
  })
  if (!response.ok) {
    const problem = await response.json().catch(() => ({})) as {readonly code?: string; readonly detail?: string; readonly title?: string}
    throw new ActionRefused(response.status, problem.code ?? '', problem.detail ?? problem.title ?? `The server answered ${response.status}.`)
  }
  return (await response.json() as {readonly effects: readonly Effect[]}).effects
}

async function follow(effect: Effect, page: Page, loader: Loader, notices: Notices): Promise<void> {
  if (effect.do === 'notify') notices.toast(effect.text, effect.tone)
  else if (effect.do === 'refresh') loader.refresh()
  else if (effect.do === 'navigate') {
    if (effect.newTab) open(effect.to, '_blank', 'noopener')
    else await loader.go(effect.to)
  } else {
    const {path, query} = page.state().context
    const search = new URLSearchParams(query)
    if (effect.value === null) search.delete(effect.param)
    else search.set(effect.param, effect.value)
    await loader.go(search.size > 0 ? `${path}?${search}` : path)
  }
}
