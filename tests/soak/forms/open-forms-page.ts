/** A site of one page that holds many forms, each of a schema and a record of its own, with the records API behind it. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {JsonObject, RecordSchema, WireRecord} from '../../../schemas/index.ts'
import type {PageNode, PageState} from '../../../runtime/page.ts'
import {inlineScriptSource, renderPage} from '../../../runtime/server.ts'
import {mergePatch} from '../../../server/commit/merge-patch.ts'
import type {Snippet} from '../../../snippets/index.ts'
import dynamicForm from '../../../snippets/dynamic-form/index.ts'
import stack from '../../../snippets/stack/index.ts'
import {bundleSnippets} from '../../browser/snippet-site/bundle-snippets.ts'
import {record} from '../../browser/snippet-site/sample-companies.ts'

export interface FormOf {readonly def: RecordSchema; readonly data: JsonObject}

export interface FormsPage {
  /** Of the page; `#page` holds one `ui-dynamic-form` per form, in order. */
  readonly url: string
  /** What the records are now, by the form's place. */
  readonly records: WireRecord[]
  /** What was written, by the form's place. */
  readonly written: {readonly form: number; readonly body: JsonObject}[]
  /** Holds back the script of the living forms until the returned function is called. */
  hold(): () => void
  show(forms: readonly FormOf[]): void
  /** Someone else changes a record. */
  change(form: number, data: JsonObject): void
  close(): Promise<void>
}

const nonce = 'dGlueQ'
const pageJson = 'application/vnd.espalier.page+json'
const policy = `default-src 'none'; script-src 'self' ${inlineScriptSource}; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; base-uri 'none'`
const snippets: ReadonlyMap<string, Snippet> = new Map<string, Snippet>([[dynamicForm.name, dynamicForm], [stack.name, stack]])

export async function openFormsPage(): Promise<FormsPage> {
  const files = await bundleSnippets([...snippets.keys()])
  let defs: readonly RecordSchema[] = []
  let gate = Promise.resolve()
  let seq = 1

  const state = (): PageState => {
    const root = {id: 'root', parent_id: null, slot: 'default', snippet: 'stack', props: {direction: 'down', gap: 'medium', align: 'stretch', distribute: 'start', wrap: false}}
    const forms = defs.map((def, form) => ({id: `f${form}`, parent_id: 'root', slot: 'default', snippet: 'dynamic-form', props: {save: 'Save', archive: false}, data: {
      record: {kind: 'record' as const, schema: `s${form}`, def, record: site.records[form]!, title: '', titles: {}, may: {create: true, update: true, archive: true}},
    }}))
    const nodes = [root, ...forms].map((node, index): PageNode => ({...node, screen_id: 's', order: `a${String(index).padStart(3, '0')}`}))
    return {
      hash: 'h', seq, nodes, schemas: [], scripts: {stack: '/assets/stack.js', 'dynamic-form': '/assets/dynamic-form.js'},
      context: {screen: {id: 's', path: '/forms', title: 'Forms'}, path: '/app/forms', query: {}, locale: 'en-GB', timeZone: 'Europe/Helsinki', viewer: {id: 'u', name: 'U', email: '', role: 'admin'}},
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, {'content-type': type, 'content-security-policy': policy})
      response.end(body)
    }
    const path = new URL(request.url ?? '/', 'http://site').pathname
    if (path.startsWith('/assets/')) {
      if (path.includes('json-form')) await gate
      send(files.has(path.slice(8)) ? 200 : 404, path.endsWith('.css') ? 'text/css' : 'text/javascript', files.get(path.slice(8)) ?? '')
    } else if (path === '/app/forms') {
      if (request.headers.accept === pageJson) send(200, pageJson, JSON.stringify(state()))
      else send(200, 'text/html; charset=utf-8', renderPage(state(), {snippets, nonce, assets: {client: '/assets/client.js', css: ['/assets/app.css'], preload: []}}))
    } else if (path.startsWith('/api/v1/records/s')) await answerRecord(Number(/\/s(\d+)\//.exec(path)?.[1]), request, send)
    else send(404, 'application/problem+json', '{"title":"Not found"}')
  }

  const answerRecord = async (form: number, request: IncomingMessage, send: (status: number, type: string, body: string) => void): Promise<void> => {
    const now = site.records[form]!
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (request.method === 'GET') return send(200, 'application/json', JSON.stringify(now))
    if (request.headers['if-match'] !== `"${now.rev}"`) return send(412, 'application/problem+json', '{"title":"Changed"}')
    const body = JSON.parse(text) as JsonObject
    site.written.push({form, body})
    site.records[form] = record(now.schema, now.id, mergePatch(now.data, body) as JsonObject, now.rev + 1)
    return send(200, 'application/json', JSON.stringify(site.records[form]))
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const site: FormsPage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/forms`, records: [], written: [],
    hold() {
      let open = (): void => undefined
      gate = new Promise(resolve => {
        open = resolve
      })
      return () => open()
    },
    show(forms) {
      gate = Promise.resolve()
      defs = forms.map(({def}) => def)
      site.records.splice(0, Infinity, ...forms.map(({data}, form) => record(`s${form}`, `r${form}`, data)))
      site.written.length = 0
    },
    change(form, data) {
      const {schema, id, rev, data: was} = site.records[form]!
      site.records[form] = record(schema, id, {...was, ...data}, rev + 1)
      seq++
    },
    close: () => new Promise(done => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
  return site
}
