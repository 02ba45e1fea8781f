/** A site of real snippets over records in memory: what a person does in a grid or a form, without a whole server behind it. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {JsonObject, RecordSchema, WireRecord} from '../../../schemas/index.ts'
import type {PageNode, PageState} from '../../../runtime/page.ts'
import {inlineScriptSource, renderPage} from '../../../runtime/server.ts'
import {type ListResult, readAddress, type Snippet} from '../../../snippets/index.ts'
import appFrame from '../../../snippets/app-frame/index.ts'
import card from '../../../snippets/card/index.ts'
import dataGrid from '../../../snippets/data-grid/index.ts'
import dynamicForm from '../../../snippets/dynamic-form/index.ts'
import heading from '../../../snippets/heading/index.ts'
import stack from '../../../snippets/stack/index.ts'
import {bundleSnippets} from './bundle-snippets.ts'
import {companySchema, employeeNames, employees, employeeSchema, record, sampleCompanies} from './sample-companies.ts'

const nonce = 'dGlueQ'
const policy = `default-src 'none'; script-src 'self' ${inlineScriptSource}; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'`
const pageJson = 'application/vnd.espalier.page+json'
const snippets: ReadonlyMap<string, Snippet> = new Map([appFrame, card, dataGrid, dynamicForm, heading, stack].map(snippet => [snippet.name, snippet]))

type Query = Readonly<Record<string, string>>

export interface SnippetSite {
  /** `/app/companies` lists, `/app/companies/<id or new>` is a form, `/app/desk?chosen=<id>` is both. */
  readonly url: string
  readonly companies: WireRecord[]
  /** What a company is; tests put others. */
  def: RecordSchema
  /** Bodies of what was written, in order. */
  readonly written: {readonly method: string; readonly headers: IncomingMessage['headers']; readonly body: JsonObject}[]
  readonly acted: JsonObject[]
  /** Someone else changes a record. */
  change(id: string, data: JsonObject): void
  archive(id: string): void
  /** Words that people were searched by. */
  readonly searched: string[]
  /** Holds back the script of the living form until it resolves. */
  held: Promise<void>
  /** Holds back the answers of searches. */
  slowSearch: number
  close(): Promise<void>
}

export async function openSnippetSite(): Promise<SnippetSite> {
  const files = await bundleSnippets([...snippets.keys()])
  const server = createServer((request, response) => void handle(request, response))
  const site: SnippetSite & {url: string} = {
    url: '', companies: sampleCompanies(), def: companySchema, written: [], acted: [], searched: [], held: Promise.resolve(), slowSearch: 0,
    change(id, data) {
      const at = site.companies.findIndex(company => company.id === id)
      const was = site.companies[at]!
      const next = {...was.data, ...data}
      site.companies[at] = record('company', id, Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null)), was.rev + 1)
    },
    archive(id) {
      const at = site.companies.findIndex(company => company.id === id)
      site.companies[at] = {...site.companies[at]!, rev: site.companies[at]!.rev + 1, state: 'archived'}
    },
    close: () => new Promise(done => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://site')
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, {'content-type': type, 'content-security-policy': policy})
      response.end(body)
    }
    const json = (status: number, body: unknown): void => send(status, status < 400 ? 'application/json' : 'application/problem+json', JSON.stringify(body))
    const path = url.pathname
    if (path.startsWith('/assets/')) {
      if (path.includes('json-form')) await site.held
      send(files.has(path.slice(8)) ? 200 : 404, path.endsWith('.css') ? 'text/css' : 'text/javascript', files.get(path.slice(8)) ?? '')
    } else if (path === '/api/v1/schemas/employee') json(200, employeeSchema)
    else if (path === '/api/v1/records/employee') {
      const words = url.searchParams.get('q')?.toLowerCase() ?? ''
      site.searched.push(words)
      await new Promise(done => setTimeout(done, site.slowSearch))
      json(200, {items: employees.filter(({id}) => employeeNames[id]!.toLowerCase().includes(words)), next: null})
    }
    else if (path.startsWith('/api/v1/records/company')) await answerRecords(site, path.slice('/api/v1/records/company/'.length), request, json)
    else if (path === '/app/act') {
      site.acted.push(JSON.parse(await textOf(request)) as JsonObject)
      json(200, {effects: []})
    } else if (path.startsWith('/app/')) {
      const state = pageOf(site, path, Object.fromEntries(url.searchParams))
      if (request.headers.accept === pageJson) send(200, pageJson, JSON.stringify(state))
      else send(200, 'text/html; charset=utf-8', renderPage(state, {snippets, nonce, assets: {client: '/assets/client.js', css: ['/assets/app.css'], preload: []}}))
    } else send(path === '/favicon.ico' ? 204 : 404, 'text/plain', '')
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return site
}

async function answerRecords(site: SnippetSite, id: string, request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
  const was = site.companies.find(company => company.id === id)
  if (request.method === 'GET') return was ? json(200, was) : json(404, {title: 'Not found', detail: 'There is no such company.'})
  const body = JSON.parse(await textOf(request) || '{}') as JsonObject
  site.written.push({method: request.method ?? '', headers: request.headers, body})
  if (body['name'] === 'Taken') return json(409, {title: 'Conflict', detail: 'The name is taken.', errors: [{pointer: '/name', message: 'Another company is called “Taken”.'}]})
  if (request.method === 'POST') {
    site.companies.push(record('company', `n${site.companies.length}`, body))
    return json(201, site.companies.at(-1))
  }
  if (!was) return json(404, {title: 'Not found', detail: 'There is no such company.'})
  if (request.headers['if-match'] !== `"${was.rev}"`) return json(412, {title: 'Changed by someone else', detail: 'Read it again.'})
  if (request.method === 'DELETE') site.archive(id)
  else site.change(id, body)
  return json(200, site.companies.find(company => company.id === id))
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

function pageOf(site: SnippetSite, path: string, query: Query): PageState {
  const desk = path === '/app/desk'
  const id = desk ? query['chosen'] : path.split('/')[3]
  const found = id === undefined || id === 'new' ? null : site.companies.find(company => company.id === id)
  const grid: Omit<PageNode, 'screen_id' | 'order'> = {id: 'grid', parent_id: 'stack', slot: 'default', snippet: 'data-grid', props: {toolbar: true}, data: {rows: listOf(site, query, desk)}, on: {create: {href: '/app/companies/new'}}}
  const form: Omit<PageNode, 'screen_id' | 'order'> = {id: 'form', parent_id: 'card', slot: 'default', snippet: 'dynamic-form', props: {save: 'Save', archive: true}, on: {created: {act: true}}, data: {
    record: found === undefined
      ? {kind: 'failed', code: 'not-found', message: 'This company is not there any more.'}
      : {kind: 'record', schema: 'company', def: site.def, record: found, title: String(found?.data['name'] ?? 'New company'), titles: employeeNames, may: {create: true, update: true, archive: true}},
  }}
  const body = [...(desk || id === undefined ? [grid] : []), ...(id === undefined ? [] : [form])]
  const nodes = [
    {id: 'frame', parent_id: null, slot: 'default', snippet: 'app-frame', props: {product: 'Espalier', width: 'full'}, data: {nav: {kind: 'navigation' as const, items: [{href: '/app/companies', label: 'Companies', icon: 'building', group: 'Sales', current: true}]}}},
    {id: 'stack', parent_id: 'frame', slot: 'default', snippet: 'stack', props: {direction: 'down', gap: 'medium', align: 'stretch', distribute: 'start', wrap: true}},
    {id: 'title', parent_id: 'stack', slot: 'default', snippet: 'heading', props: {text: 'Companies', level: 1}},
    ...(id === undefined ? [] : [{id: 'card', parent_id: 'stack', slot: 'default', snippet: 'card', props: {title: 'Company', tone: 'plain'}}]),
    ...body,
  ].map((node, index): PageNode => ({...node, screen_id: 's', order: `a${index}`}))
  return {
    hash: 'h1', seq: 1, nodes, schemas: ['company'], scripts: Object.fromEntries(nodes.map(({snippet}) => [snippet, `/assets/${snippet}.js`])),
    context: {screen: {id: 's', path: path.slice(4), title: 'Companies'}, path, query, locale: 'en-GB', timeZone: 'Europe/Helsinki', viewer: {id: 'u', name: 'Aino Virta', email: 'aino@demo.test', role: 'admin'}},
  }
}

function listOf(site: SnippetSite, query: Query, desk: boolean): ListResult {
  const asked = readAddress(query, '', 'en')
  const [limit, from] = [Number(asked.limit || 25), Number(asked.cursor || 0)]
  const key = asked.sort.replace('-', '') || 'name'
  const all = site.companies
    .filter(({data}) => JSON.stringify(data).toLowerCase().includes(asked.q.toLowerCase()) && Object.entries(asked.filters).every(([name, value]) => String(data[name]).includes(value)))
    .toSorted((a, b) => (asked.sort.startsWith('-') ? -1 : 1) * String(a.data[key]).localeCompare(String(b.data[key])))
  const items = all.slice(from, from + limit)
  return {
    kind: 'list', schema: 'company', def: site.def, items, titles: employeeNames, hrefs: {open: items.map(({id}) => (desk ? `/app/desk?limit=5&chosen=${id}` : `/app/companies/${id}`))}, total: all.length, more: false,
    next: from + limit < all.length ? String(from + limit) : null, prev: from > 0 ? String(Math.max(0, from - limit)) : null,
    asked: {sort: asked.sort, q: asked.q, limit, cursor: asked.cursor, filters: asked.filters},
    choices: {owner_id: Object.entries(employeeNames).map(([value, label]) => ({value, label}))}, may: {create: true, update: true, archive: true},
  }
}
