/** Pages over a real tenant in a temporary folder, with small snippets of their own and screens that are released by a word: for tests of what a page is made of. */
import {html, nothing} from 'lit'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {RecordSchema, Role} from '../schemas/index.ts'
import {defineSnippet, type Snippet} from '../snippets/index.ts'
import {type Actor, systemActor} from '../server/actor.ts'
import {openTenant, type Tenant} from '../server/open-tenant.ts'
import {createPages, type PageDeps, type Pages} from '../server/page/index.ts'
import {mayOpen, type ReleasedScreen, type ScreenSwap} from '../server/screens/index.ts'
import {type BuiltScreen, type Part, screen} from './build-tree.ts'

const list = defineSnippet({
  name: 'list', title: 'List', group: 'Data', props: {},
  data: {rows: {kind: 'list', title: 'Rows', fromAddress: true, required: true}},
  events: {open: {title: 'Opened', per: 'rows'}, create: {title: 'New'}, mark: {title: 'Marked', per: 'rows'}},
  render: ({data: {rows}}) => rows?.kind === 'list' ? html`<ul>${rows.items.map((item, index) => html`<li><a href=${rows.hrefs['open']?.[index] ?? nothing}>${Object.values(item.data)[0]}</a></li>`)}</ul>` : html`<p>${rows?.kind === 'failed' ? rows.message : ''}</p>`,
})
const form = defineSnippet({
  name: 'form', title: 'Form', group: 'Forms', props: {title: {type: 'string', default: 'Form'}}, slots: {default: {title: 'Below'}},
  data: {record: {kind: 'record', title: 'Record', required: true}},
  events: {created: {title: 'Created'}},
  render: ({data: {record}}) => html`<h2>${record?.kind === 'record' ? record.title : ''}</h2><slot></slot>`,
})
const total = defineSnippet({
  name: 'total', title: 'Total', group: 'Data', props: {}, data: {value: {kind: 'number', title: 'Number'}},
  render: ({data: {value}}) => html`<b>${value?.kind === 'number' ? value.value : ''}</b>`,
})
const menu = defineSnippet({
  name: 'menu', title: 'Menu', group: 'Page', props: {}, slots: {default: {title: 'Page'}}, data: {nav: {kind: 'navigation', title: 'Navigation'}},
  render: ({data: {nav}}) => html`<nav>${nav?.kind === 'navigation' ? nav.items.map(item => html`<a href=${item.href} aria-current=${item.current ? 'page' : nothing}>${item.label}</a>`) : nothing}</nav><slot></slot>`,
})
const stack = defineSnippet({name: 'stack', title: 'Stack', group: 'Layout', props: {}, slots: {default: {title: 'Content'}}})
const words = defineSnippet({
  name: 'words', title: 'Words', group: 'Content', props: {text: {type: 'string', default: 'nothing'}, to: {type: 'string', 'x-editor': 'path'}}, events: {press: {title: 'Pressed'}},
  render: ({props}) => html`<p>${props.text}</p>`,
})
const panel = defineSnippet({
  name: 'panel', title: 'Panel', group: 'Layout', props: {}, slots: {default: {title: 'Content'}, actions: {title: 'Actions'}},
  render: () => html`<section><slot></slot><footer><slot name="actions"></slot></footer></section>`,
})
const broken = defineSnippet({
  name: 'broken', title: 'Broken', group: 'Content', props: {}, slots: {default: {title: 'Content'}},
  render: () => {
    throw new Error('it broke')
  },
})

export const pageSnippets: ReadonlyMap<string, Snippet> = new Map([list, form, total, menu, stack, words, panel, broken].map(snippet => [snippet.name, snippet]))

const company: RecordSchema = {
  title: 'Company', 'x-plural': 'Companies', type: 'object', required: ['name'],
  properties: {name: {type: 'string', 'x-index': true}, city: {type: 'string'}, size: {type: 'number', 'x-currency': 'EUR'}, status: {enum: ['lead', 'customer']}, code: {type: 'string', 'x-secret': true}},
}
const contact: RecordSchema = {
  title: 'Contact', type: 'object', 'x-title': ['first', 'last'], 'x-rights': {read: 'agent'},
  properties: {first: {type: 'string'}, last: {type: 'string'}, company_id: {type: 'string'}},
}

export const actorOf = (role: Role): Actor => ({id: `u-${role}`, name: `The ${role}`, email: `${role}@test`, role})

export interface OpenPages extends Tenant {
  readonly pages: Pages
  readonly deps: PageDeps
  /** What went wrong and was contained: `node: message`. */
  readonly contained: string[]
  /** Makes a screen of the parts and releases it, in place of the one at the same path. */
  release(root: Part, about?: Partial<BuiltScreen['screen']>): ReleasedScreen
  /** Ids of new records, in order. */
  add(schema: string, ...rows: readonly {readonly [property: string]: string | number}[]): Promise<readonly string[]>
}

/** The schemas are `company` and `contact` (read by agents and above). */
export async function openPages(): Promise<OpenPages> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'espalier-pages-'))
  const contained: string[] = []
  const tenant = await openTenant({dataFolder, snippets: pageSnippets, onError: error => contained.push(String(error))})
  for (const [name, doc] of Object.entries({company, contact})) await tenant.putSchema(systemActor, name, doc)
  const screens = new Map<string, ReleasedScreen>()
  const listeners = new Set<(swaps: readonly ScreenSwap[]) => void>()
  const deps: PageDeps = {
    reader: tenant.reader, access: tenant.access, snippets: pageSnippets, mayOpen, seq: () => tenant.store.seq(),
    now: () => Date.parse('2025-03-14T22:30:00Z'), timeZone: 'Europe/Helsinki', locale: 'en-GB',
    assets: {snippets: () => ({list: '/assets/list.js', stack: '/assets/stack.js'})},
    onError: (error, {node}) => contained.push(`${node}: ${error instanceof Error ? error.message : String(error)}`),
    screens: {
      match: path => {
        const found = screens.get(path)
        return found && {released: found, params: {}}
      },
      released: () => [...screens.values()],
      load: () => Promise.reject(new Error('not here')),
      onSwap: listener => {
        listeners.add(listener as (swaps: readonly ScreenSwap[]) => void)
        return () => undefined
      },
    },
  }
  return {
    ...tenant, deps, contained, pages: createPages({...deps, commit: tenant.commit}),
    release(root, about) {
      const {screen: made, tree, hash} = screen(root, {id: `s${screens.size}`, ...about})
      const before = screens.get(made.path)
      const after = {screen: made, tree, hash}
      screens.set(made.path, after)
      for (const listener of listeners) listener([{path: made.path, ...(before && {before}), after, seq: tenant.store.seq()}])
      return after
    },
    async add(schema, ...rows) {
      const {records} = await tenant.commit(systemActor, {changes: rows.map(data => ({op: 'create', schema, data}))})
      return records.map(({id}) => id)
    },
    close: async () => {
      await tenant.close()
      await rm(dataFolder, {recursive: true, force: true})
    },
  }
}
