/** Whatever text is kept or sent, a page stays made of the same elements: text is text, an address is an address that is safe to follow, state is data. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {v7} from 'uuid'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

const strings = join(import.meta.dirname, '../../../shared/data/strings')
const ours = [
  '</script><script>alert(1)</script>', '<!--<script>', '-->', ']]>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '\' onmouseover=alert(1) x=\'', '</template></ui-text><script>alert(1)</script>', '<?lit$?>', '<!--lit-part-->', '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}', '\u2028\u2029', '\u202e\u0000\u0001', '&lt;script&gt;', '&#60;script&#62;', '</style><script>alert(1)</script>', '</title><script>alert(1)</script>', '</textarea><script>alert(1)</script>', '=1+1', '__proto__',
]
const naughty = existsSync(strings) ? readJson<readonly string[]>('blns.json') : []
const payloads = existsSync(strings) ? readJson<readonly {readonly payload: string}[]>('dompurify-expect.json').map(({payload}) => payload) : []
/** An empty line makes another paragraph, and is meant to. */
const texts = [...new Set([...ours, ...naughty, ...payloads].map(text => text.replaceAll(/\n\s*\n/g, '\n')))].filter(text => text.length <= 1_500)
const addresses = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'javascript&colon;alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'blob:http://x/y', 'file:///etc/passwd',
  '//evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test', 'view-source:javascript:alert(1)', 'jar:x', 'http:javascript:alert(1)', 'https:/\\evil.test',
]

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(strings, name), 'utf8')) as T
}

let app: TestApp
let screen: string

beforeAll(async () => {
  app = await startApp({snippets: true})
  const admin = app.as('admin')
  await admin('PUT', '/api/v1/schemas/note', {title: 'Note', type: 'object', properties: {name: {type: 'string'}, site: {type: 'string', format: 'uri'}, mail: {type: 'string', format: 'email'}, kind: {type: 'string', 'x-widget': 'markdown'}}})
  screen = String((await admin('POST', '/api/v1/records/ui_screen', {path: '/echo', title: 'Echo', params: {properties: {s: {type: 'string'}}}})).body['id'])
  const [, {id: parent_id}] = (await admin('GET', `/api/v1/screens/${screen}`)).body['nodes'] as unknown as readonly [object, {readonly id: string}]
  const said = {$: 'params.s'}
  const parts = [
    {snippet: 'text', props: {text: said}}, {snippet: 'heading', props: {text: said}}, {snippet: 'button', props: {label: said}, on: {press: [{do: 'refresh'}]}}, {snippet: 'link', props: {label: said, href: said}}, {snippet: 'card', props: {title: said}},
    {snippet: 'stat', props: {label: said}, data: {value: {from: 'note', measure: 'count'}}}, {snippet: 'data-grid', props: {}, data: {rows: {from: 'note', sort: ['-created_at'], limit: 1}}},
    {snippet: 'button', props: {label: 'Go'}, on: {press: [{do: 'navigate', to: said}]}}, {snippet: 'button', props: {label: 'Open'}, on: {press: [{do: 'open', to: said}]}},
  ]
  const steps = parts.map((one, n) => ({type: 'insert', nodes: [{id: v7(), screen_id: screen, parent_id, slot: 'default', order: `a${n}`, ...one}]}))
  const edited = await admin('POST', `/api/v1/screens/${screen}/steps`, {steps})
  if (edited.status !== 200) throw new Error(edited.text)
  const released = await admin('POST', '/api/v1/releases', {screens: [screen]})
  if (released.status !== 201) throw new Error(released.text)
})
afterAll(() => app?.close())

const echo = (text: string): Promise<Answer> => app.as('agent')('GET', `/app/echo?s=${encodeURIComponent(text)}`, undefined, {accept: 'text/html'})

/** The elements of a page and the names of their attributes, in order: what a browser would build from it. */
function shapeOf(html: string): readonly string[] {
  return [...html.replaceAll(/<!--.*?-->/gs, '').matchAll(/<(\/?[a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)].map(([, tag, attributes = '']) => `${tag} ${[...attributes.matchAll(/([^\s"'=/]+)(?:="[^"]*"|='[^']*'|=[^\s"']+)?/g)].map(([, name]) => name).join(' ')}`)
}
const stateOf = (html: string): string => /id="page-state">(.*?)<\/script>/s.exec(html)![1]!
const isSendable = (text: string): boolean => !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)

test('there is something to try', () => {
  expect(texts.length).toBeGreaterThan(15)
})

test('text in every prop leaves a page made of the same elements', async () => {
  const plain = shapeOf((await echo('plain')).text)
  for (const text of texts.filter(one => isSendable(one) && one.trim() !== '' && !/^(\/|\?|#|https?:|mailto:|tel:)/i.test(one))) {
    const {status, text: html} = await echo(text)
    expect([text, status]).toEqual([text, 200])
    if (shapeOf(html).join() !== plain.join()) expect([text, shapeOf(html)]).toEqual([text, plain])
    expect(() => JSON.parse(stateOf(html)) as unknown, text).not.toThrow()
    expect([text, /[<\u2028\u2029]/.test(stateOf(html))]).toEqual([text, false])
  }
})

test('text in every cell of a grid leaves a page made of the same elements', async () => {
  const keep = async (text: string) => expect((await app.as('agent')('POST', '/api/v1/records/note', {name: text, kind: text})).status).toBe(201)
  // Two, so that there is a next page from the start.
  for (const text of ['plain', 'plain']) await keep(text)
  const plain = shapeOf((await echo('plain')).text)
  for (const text of texts.filter(one => isSendable(one) && one !== '')) {
    await keep(text)
    const shape = shapeOf((await echo('plain')).text)
    if (shape.join() !== plain.join()) expect([text, shape]).toEqual([text, plain])
  }
})

describe('an address that no browser should follow', () => {
  const hrefs = (html: string): readonly string[] => [...html.matchAll(/\b(?:href|action|src|formaction)="([^"]*)"/g)].map(([, href]) => href!)
  test.each(addresses)('%j is no link of a page, and no target of a button', async address => {
    const plain = new Set(hrefs((await echo('plain')).text))
    const state = await app.as('agent')('GET', `/app/echo?s=${encodeURIComponent(address)}`, undefined, {accept: 'application/vnd.espalier.page+json'})
    const found = hrefs((await echo(address)).text).filter(href => !plain.has(href) && !/^[?]|^\/app\/echo\?/.test(href))
    expect(found.filter(href => href !== '#')).toEqual([])
    for (const node of state.body['nodes'] as unknown as readonly {readonly on?: object; readonly props: {readonly href?: string}}[]) {
      expect(JSON.stringify(node.on ?? {})).not.toMatch(/script:|data:|evil|blob:|file:|jar:/i)
      expect(node.props.href ?? '#').toBe('#')
    }
  })
  test.each(addresses)('%j leads nowhere after signing in', async next => {
    const form = new URLSearchParams({email: 'agent@demo.test', password: 'espalier', next}).toString()
    const answer = await app.as(null)('POST', '/login', form, {'content-type': 'application/x-www-form-urlencoded'})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app'])
  })
  test.each(addresses)('%j in a cell is text', async address => {
    const made = await app.as('agent')('POST', '/api/v1/records/note', {name: 'x', site: address, mail: address})
    if (made.status !== 201) await app.as('agent')('POST', '/api/v1/records/note', {name: address})
    expect(hrefs((await echo('plain')).text).filter(href => /^\s*(java|data|vb|blob|file|jar|view|\/\/|\/\\)/i.test(href))).toEqual([])
  })
})

test('text in schemas, screens and people is text in the reference, the sign-in page and the navigation', async () => {
  const [evil] = ours
  const admin = app.as('admin')
  await admin('PUT', '/api/v1/schemas/evil', {title: evil, description: evil, 'x-plural': evil, type: 'object', properties: {name: {type: 'string', title: evil, description: evil, enum: [evil], default: evil}}})
  await admin('PATCH', `/api/v1/records/ui_screen/${screen}`, {title: evil, nav: {label: evil, icon: evil, group: evil}})
  await admin('POST', '/api/v1/releases', {screens: [screen]})
  await admin('PATCH', `/api/v1/records/user/${(await app.store.findBy('user', 'email', 'agent@demo.test'))!.id}`, {name: evil})
  for (const path of ['/docs', '/docs/evil', '/app/echo', '/app/absent', `/login?next=${encodeURIComponent(`/app${evil}`)}`, `/setup?token=${encodeURIComponent(evil!)}`, `/${encodeURIComponent(evil!)}`]) {
    const {text} = await app.as('agent')('GET', path, undefined, {accept: 'text/html'})
    expect([path, text.includes('<script>alert')]).toEqual([path, false])
  }
  const failed = await app.as(null)('POST', '/login', new URLSearchParams({email: `"${evil}`, password: 'x', next: evil!}).toString(), {'content-type': 'application/x-www-form-urlencoded'})
  expect(failed.text).not.toContain('<script>alert')
})
