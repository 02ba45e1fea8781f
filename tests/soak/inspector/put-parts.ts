/** A screen with a part for each kind of field, made through the API. */
import {v7} from 'uuid'
import type {UiNode} from '../../../ast/index.ts'
import type {Designer} from '../../browser/open-designer.ts'

export interface Parts {readonly screen: string; readonly ids: Readonly<Record<string, string>>; readonly nodes: readonly UiNode[]}

const parts: Readonly<Record<string, Partial<UiNode> & Pick<UiNode, 'snippet'>>> = {
  heading: {snippet: 'heading', props: {text: 'Typed into', level: 1}},
  button: {snippet: 'button', props: {label: 'Press'}, on: {press: [{do: 'navigate', to: '/companies'}, {do: 'notify', text: 'Done'}, {do: 'set', param: 'at', value: 'x'}, {do: 'create', schema: 'company', data: {name: 'A'}}]}},
  grid: {snippet: 'data-grid', props: {}, data: {rows: {from: 'company', limit: 10}}, on: {open: [{do: 'navigate', to: {$: '"/companies/" + row.id'}}]}},
  words: {snippet: 'text', props: {text: 'Some words'}},
  link: {snippet: 'link', props: {label: 'There', href: '/companies'}},
  card: {snippet: 'card', props: {title: 'Card'}},
  stat: {snippet: 'stat', props: {}, data: {value: {from: 'company', measure: 'count'}}},
}

export async function putParts({call}: Designer): Promise<Parts> {
  const path = `/typed-${v7().slice(-12)}`
  const {id: screen} = await call<{id: string}>('POST', '/api/v1/records/ui_screen', {title: `Typed ${path.slice(-4)}`, path})
  const stack = (await nodesOf(call, screen)).find(node => node.snippet === 'stack')!
  const ids = Object.fromEntries(Object.keys(parts).map(name => [name, v7()]))
  const steps = Object.entries(parts).map(([name, part], at) => ({type: 'insert', nodes: [{props: {}, ...part, id: ids[name]!, screen_id: screen, parent_id: stack.id, slot: 'default', order: `a${at}`}]}))
  await call('POST', `/api/v1/screens/${screen}/steps`, {steps})
  return {screen, ids, nodes: await nodesOf(call, screen)}
}

const nodesOf = async (call: Designer['call'], screen: string): Promise<readonly UiNode[]> => (await call<{nodes: UiNode[]}>('GET', `/api/v1/screens/${screen}?at=draft`)).nodes
