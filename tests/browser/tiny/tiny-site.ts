/** A site of one page made of tiny snippets, whose state a test sets: for what happens between server markup, browser and live line. */
import {build} from 'esbuild'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {type WebSocket, WebSocketServer} from 'ws'
import type {LiveMessage, PageNode, PageState} from '../../../runtime/page.ts'
import {inlineScriptSource, renderPage} from '../../../runtime/server.ts'
import type {LiveAsk} from '../../../schemas/index.ts'
import type {Snippet} from '../../../snippets/index.ts'
import tinyBox from './snippets/tiny-box.ts'
import tinyField from './snippets/tiny-field.ts'
import tinyGrid from './snippets/tiny-grid.ts'
import tinyNote from './snippets/tiny-note.ts'

const root = join(import.meta.dirname, '../../..')
const nonce = 'dGlueQ'
const policy = `default-src 'none'; script-src 'self' ${inlineScriptSource}; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'`
const pageJson = 'application/vnd.espalier.page+json'

export const tinySnippets: ReadonlyMap<string, Snippet> = new Map([tinyBox, tinyField, tinyGrid, tinyNote].map(snippet => [snippet.name, snippet]))

export interface TinySite {
  readonly url: string
  /** The state of an address, as the server has it now. */
  answer: (query: Readonly<Record<string, string>>) => PageState | Promise<PageState>
  /** What `POST /app/act` answers. */
  act: (body: {readonly [member: string]: unknown}) => {readonly status: number; readonly body: object}
  /** What the page's sockets said. */
  readonly heard: LiveAsk[]
  say(message: LiveMessage): void
  /** Closes every socket with a code. */
  cut(code?: number): void
  /** Refuses sockets until it is called again. */
  deaf: boolean
  readonly scripts: Readonly<Record<string, string>>
  /** Further files under /assets. */
  readonly files: Map<string, string>
  close(): Promise<void>
}

/** On a port of the system's choice. */
export async function openTinySite(answer: TinySite['answer'], hasLiveLine = true): Promise<TinySite> {
  const files = await bundle()
  const scripts = Object.fromEntries([...tinySnippets.keys()].map(name => [name, `/assets/${name}.js`]))
  const server: Server = createServer((request, response) => void handle(request, response))
  const sockets = new Set<WebSocket>()
  const site: {-readonly [K in keyof TinySite]: TinySite[K]} = {
    url: '', answer, heard: [], deaf: !hasLiveLine, scripts, files,
    act: () => ({status: 200, body: {effects: []}}),
    say: message => sockets.forEach(socket => socket.send(JSON.stringify(message))),
    cut: (code = 1011) => sockets.forEach(socket => socket.close(code)),
    close: async () => {
      sockets.forEach(socket => socket.terminate())
      await new Promise(done => {
        server.close(done)
        server.closeAllConnections()
      })
    },
  }
  const live = new WebSocketServer({noServer: true})
  server.on('upgrade', (request, socket, head) => {
    if (site.deaf) {
      socket.destroy()
      return
    }
    live.handleUpgrade(request, socket, head, line => {
      sockets.add(line)
      line.on('close', () => sockets.delete(line))
      line.on('message', data => {
        const message = JSON.parse(String(data)) as LiveAsk
        site.heard.push(message)
        if (message.type === 'subscribe') line.send(JSON.stringify({type: 'subscribed', topics: message.topics, refused: [], seq: message.since ?? 0} satisfies LiveMessage))
      })
    })
  })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://tiny')
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, {'content-type': type, 'content-security-policy': policy})
      response.end(body)
    }
    if (url.pathname.startsWith('/assets/')) {
      const file = files.get(url.pathname.slice('/assets/'.length))
      send(file === undefined ? 404 : 200, 'text/javascript', file ?? '')
    } else if (url.pathname === '/app/act') {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const {status, body} = site.act(JSON.parse(text) as {readonly [member: string]: unknown})
      send(status, 'application/json', JSON.stringify(body))
    } else if (url.pathname === '/app/tiny') {
      const state = await site.answer(Object.fromEntries(url.searchParams))
      if (request.headers.accept === pageJson) send(200, pageJson, JSON.stringify(state))
      else send(200, 'text/html; charset=utf-8', renderPage(state, {snippets: tinySnippets, nonce, assets: {client: '/assets/client.js', css: [], preload: []}}))
    } else if (url.pathname === '/favicon.ico') send(204, 'image/x-icon', '')
    else send(200, 'text/html', `<title>${url.pathname}</title>`)
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/tiny`
  return site
}

/** File -> script. */
async function bundle(): Promise<Map<string, string>> {
  const {outputFiles} = await build({
    absWorkingDir: root, bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, write: false, outdir: '/out', logLevel: 'error', conditions: ['browser', 'production'],
    entryPoints: {client: 'runtime/boot.ts', ...Object.fromEntries([...tinySnippets.keys()].map(name => [name, `tests/browser/tiny/snippets/${name}.ts`]))},
  })
  return new Map(outputFiles.map(({path, text}) => [path.slice('/out/'.length), text]))
}

/** A page's node; children stand in the order they are given in. */
export interface TinyNode {readonly id: string; readonly snippet: string; readonly props?: PageNode['props']; readonly slot?: string; readonly on?: PageNode['on']; readonly data?: PageNode['data']; readonly children?: readonly TinyNode[]}

/** The state of a page with these nodes. */
export function tinyState(tree: TinyNode, more: {readonly hash?: string; readonly seq?: number; readonly query?: Readonly<Record<string, string>>; readonly schemas?: readonly string[]} = {}): PageState {
  const nodes: PageNode[] = []
  const plant = (node: TinyNode, parent: string | null, place: number): void => {
    const {id, snippet, props = {}, slot = 'default', on, data, children = []} = node
    nodes.push({id, screen_id: 's', parent_id: parent, slot, order: `a${place}`, snippet, props: {...defaultsOf(snippet), ...props}, ...(on && {on}), ...(data && {data})})
    children.forEach((child, index) => plant(child, id, index))
  }
  plant(tree, null, 0)
  return {
    hash: more.hash ?? 'h1', seq: more.seq ?? 1, nodes, schemas: more.schemas ?? ['thing'],
    scripts: Object.fromEntries([...new Set(nodes.map(node => node.snippet))].filter(name => tinySnippets.has(name)).map(name => [name, `/assets/${name}.js`])),
    context: {screen: {id: 's', path: '/tiny', title: 'Tiny'}, path: '/app/tiny', query: more.query ?? {}, locale: 'en', timeZone: 'UTC', viewer: {id: 'u', name: 'U', email: '', role: 'admin'}},
  }
}

const defaultsOf = (name: string): PageNode['props'] =>
  Object.fromEntries(Object.entries(tinySnippets.get(name)?.props ?? {}).flatMap(([prop, {default: preset}]) => preset === undefined ? [] : [[prop, preset]]))
