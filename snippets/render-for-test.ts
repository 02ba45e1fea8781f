/** For tests only: renders a snippet as the server does. */
import {type ElementRenderer, LitElementRenderer, render} from '@lit-labs/ssr'
import {collectResultSync} from '@lit-labs/ssr/lib/render-result.js'
import type {Json} from '../schemas/index.ts'
import type {Snippet} from './define-snippet.ts'
import type {View} from './view.ts'

export type ViewInit = Partial<Omit<View, 'page' | 'props'>> & {readonly props?: {readonly [prop: string]: Json}; readonly page?: Partial<View['page']>}

/** A node's view with everything filled in that a test leaves out; props get the manifest's defaults. */
export function viewFor(snippet: Snippet, init: ViewInit = {}): View {
  const defaults = Object.fromEntries(Object.entries(snippet.props).flatMap(([prop, schema]) => schema.default === undefined ? [] : [[prop, schema.default]]))
  return {
    id: 'n1', data: {}, on: {}, ...init,
    props: {...defaults, ...init.props},
    page: {
      screen: {id: 's1', path: '/companies', title: 'Companies'}, path: '/app/companies', query: {}, prefix: '', locale: 'en-GB', timeZone: 'Europe/Helsinki',
      viewer: {id: 'u1', name: 'Aino Virta', email: 'aino@demo.test', role: 'admin'}, ...init.page,
    },
  }
}

/** The inside of the node's shadow root as HTML. */
export function renderHtml(snippet: Snippet, init: ViewInit = {}): string {
  if (!snippet.render) throw new Error(`snippet ${snippet.name} draws nothing of its own`)
  return collectResultSync(render(snippet.render(viewFor(snippet, init) as View<never>), {
    elementRenderers: [LitElementRenderer], customElementInstanceStack: [], eventTargetStack: [], slotStack: [], deferHydration: false,
    // Stands for the node's element: Lit SSR refuses `<slot>` outside of one.
    customElementHostStack: [{} as ElementRenderer],
  }))
}

/** The same without Lit's comments and with white space folded, for reading and comparing. */
export const renderText = (snippet: Snippet, init: ViewInit = {}): string =>
  renderHtml(snippet, init).replace(/<!--[\s\S]*?-->|<\?>/g, '').replace(/\s+/g, ' ').replace(/ (?=["'>])/g, '').trim()
