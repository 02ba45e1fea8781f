import {html} from 'lit'
import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import {defineSnippet} from '../../snippets/index.ts'
import type {PageState} from '../page.ts'
import {inlineScriptSource} from './inline-script.ts'
import {renderPage} from './render-page.ts'

const note = defineSnippet({name: 'note', title: 'Note', group: 'Content', props: {text: {type: 'string', default: ''}}, render: ({props}) => html`<p>${props.text}</p>`})
const state: PageState = {
  hash: 'h', seq: 7, schemas: [], scripts: {note: '/assets/note.js'},
  context: {screen: {id: 's', path: '/', title: 'A <b>'}, path: '/app', query: {q: '</script>'}, locale: 'fi', timeZone: 'UTC', viewer: {id: 'u', name: 'U', email: '', role: 'admin'}},
  nodes: [{id: 'n', screen_id: 's', parent_id: null, slot: 'default', order: 'a0', snippet: 'note', props: {text: 'Hello </script>'}}],
}
const document = renderPage(state, {snippets: new Map([['note', note]]), nonce: 'abc', assets: {client: '/assets/client.js', css: ['/assets/app.css'], preload: ['/assets/client.js', '/assets/note.js']}})

test('a page says its title and the language of its words, and loads its scripts once', () => {
  expect(document).toContain('<html lang="en">')
  expect(document).toContain('<title>A &lt;b&gt; · Espalier</title>')
  expect(document.match(/modulepreload/g)).toHaveLength(2)
  expect(document).toContain('<script type="module" src="/assets/client.js"></script>')
})

test('its state is inlined once and reads back the same', () => {
  const inlined = /<script type="application\/json" id="page-state">(.*?)<\/script>/s.exec(document)?.[1] ?? ''
  expect(JSON.parse(inlined)).toEqual(state)
})

test('one script is inline, the one that the policy names by its hash, and every style has the nonce', () => {
  const inline = [...document.matchAll(/<script(?![^>]*(?:src=|application\/json))[^>]*>(.*?)<\/script>/gs)]
  expect(inline.map(([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`)).toEqual([inlineScriptSource])
  expect(document.match(/<style(?! nonce="abc")/g)).toBeNull()
})
