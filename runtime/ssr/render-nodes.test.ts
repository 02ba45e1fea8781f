import {css, html} from 'lit'
import {describe, expect, test} from 'vitest'
import {defineSnippet, type Snippet} from '../../snippets/index.ts'
import type {PageNode, PageState} from '../page.ts'
import {renderNodes} from './render-nodes.ts'

const note = defineSnippet({name: 'note', title: 'Note', group: 'Content', props: {text: {type: 'string', default: ''}}, styles: css`:host { display: block; }`, render: ({props}) => html`<p title=${props.text}>${props.text}</p>`})
const stack = defineSnippet({name: 'stack', title: 'Stack', group: 'Layout', props: {}, slots: {default: {title: 'Content'}}})
const panel = defineSnippet({name: 'panel', title: 'Panel', group: 'Layout', props: {}, slots: {default: {title: 'Content'}, actions: {title: 'Actions'}}, render: () => html`<slot></slot><footer><slot name="actions"></slot></footer>`})
const broken = defineSnippet({
  name: 'broken', title: 'Broken', group: 'Content', props: {}, slots: {default: {title: 'Content'}},
  render: () => {
    throw new Error('no')
  },
})
const snippets: ReadonlyMap<string, Snippet> = new Map([note, stack, panel, broken].map(snippet => [snippet.name, snippet]))

const context: PageState['context'] = {screen: {id: 's', path: '/', title: 'T'}, path: '/app', query: {}, locale: 'en', timeZone: 'UTC', viewer: {id: 'u', name: 'U', email: '', role: 'admin'}}
const node = (id: string, parent_id: string | null, snippet: string, props: PageNode['props'] = {}, slot = 'default'): PageNode => ({id, screen_id: 's', parent_id, slot, order: id, snippet, props})

function draw(...nodes: PageNode[]): {page: string; errors: string[]} {
  const errors: string[] = []
  const page = renderNodes({nodes, context}, {snippets, nonce: 'n0', onError: ({id}, error) => errors.push(`${id}: ${(error as Error).message}`)})
  return {page: page.replace(/<!--.*?-->/g, ''), errors}
}

describe('a node is an element', () => {
  test('it has its id, its styles by nonce, and its content in a declarative shadow root', () => {
    expect(draw(node('a', null, 'note', {text: 'Hello'})).page).toBe('<ui-note data-node="a"><template shadowrootmode="open"><style nonce="n0" data-snippet>:host { display: block; }</style><p title="Hello">Hello</p></template></ui-note>')
  })

  test('a layout snippet without a template of its own has its slots', () => {
    expect(draw(node('a', null, 'stack'), node('b', 'a', 'note')).page).toContain('<ui-stack data-node="a"><template shadowrootmode="open"><slot></slot></template><ui-note data-node="b">')
  })

  test('children of a named slot hang in its wrapper, which is there without children too', () => {
    const {page} = draw(node('a', null, 'panel'), node('b', 'a', 'stack'), node('c', 'a', 'stack', {}, 'actions'))
    expect(page).toContain('</template><ui-stack data-node="b">')
    expect(page).toContain('<ui-slot name="actions" slot="actions"><ui-stack data-node="c">')
    expect(draw(node('a', null, 'panel')).page).toContain('<ui-slot name="actions" slot="actions"></ui-slot></ui-panel>')
  })

  test('it carries the marks by which the browser hydrates it', () => {
    expect(renderNodes({nodes: [node('a', null, 'note', {text: 'x'})], context}, {snippets, nonce: ''})).toMatch(/<!--lit-part [\w+/=]+--><!--lit-node 0--><p title="x"><!--lit-part-->x<!--\/lit-part--><\/p><!--\/lit-part-->/)
  })
})

describe('what goes wrong stays where it is', () => {
  test('a snippet that throws becomes an error box, and its children and siblings live', () => {
    const {page, errors} = draw(node('a', null, 'stack'), node('b', 'a', 'broken'), node('c', 'b', 'note', {text: 'inside'}), node('d', 'a', 'note', {text: 'beside'}))
    expect(page).toContain('<ui-broken data-node="b" data-failed><template')
    expect(page).toContain('This part could not be shown (broken).</div><slot></slot></template>')
    expect(page).toContain('inside')
    expect(page).toContain('beside')
    expect(errors).toEqual(['b: no'])
  })

  test('a snippet that is not installed becomes an error box', () => {
    const {page, errors} = draw(node('a', null, 'gone'))
    expect(page).toContain('<ui-gone data-node="a" data-failed>')
    expect(errors[0]).toContain('snippet "gone" is not installed')
  })

  test('neither a snippet name nor an id nor a text can become markup', () => {
    const {page} = draw(node('a"><script>', null, 'x onload=alert(1)>'), node('b', 'a"><script>', 'note', {text: '<script>'}))
    expect(page).not.toContain('<script>')
    expect(page).toContain('<ui-unknown data-node="a&quot;&gt;&lt;script&gt;" data-failed>')
  })
})
