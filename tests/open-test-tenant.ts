/** A real tenant in a folder of its own, with a few small snippets, for tests of what stands on the store. */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {v7} from 'uuid'
import {childrenOf, ordersBetween, type InsertStep, type UiNode} from '../ast/index.ts'
import type {JsonObject, Role} from '../schemas/index.ts'
import {systemActor, type Actor} from '../server/actor.ts'
import {openTenant, type Tenant} from '../server/open-tenant.ts'
import {defineSnippet, type Snippet} from '../snippets/index.ts'

export const tinySnippets: ReadonlyMap<string, Snippet> = new Map([
  defineSnippet({name: 'app-frame', title: 'Frame', group: 'Page', props: {}, slots: {default: {title: 'Content'}}}),
  defineSnippet({name: 'stack', title: 'Stack', group: 'Layout', props: {gap: {type: 'string'}}, slots: {default: {title: 'Content'}}}),
  defineSnippet({name: 'text', title: 'Text', group: 'Content', props: {text: {type: 'string', default: ''}, tone: {enum: ['info', 'warn'], default: 'info'}}}),
].map(snippet => [snippet.name, snippet]))

export const actors: {readonly [R in Role]: Actor} = {
  admin: {id: '0190aaaa-0000-7000-8000-000000000001', name: 'Ada', email: 'ada@example.test', role: 'admin'},
  manager: {id: '0190aaaa-0000-7000-8000-000000000002', name: 'Max', email: 'max@example.test', role: 'manager'},
  agent: {id: '0190aaaa-0000-7000-8000-000000000003', name: 'Amy', email: 'amy@example.test', role: 'agent'},
  readonly: {id: '0190aaaa-0000-7000-8000-000000000004', name: 'Rob', email: 'rob@example.test', role: 'readonly'},
}

export interface TestTenant extends Tenant {
  readonly folder: string
  readonly errors: readonly unknown[]
  /** The same data in a new process, as far as memory goes. */
  reopen(): Promise<TestTenant>
  /** Closes it and removes its folder. */
  drop(): Promise<void>
}

export async function openTestTenant(inFolder?: string, snippets: ReadonlyMap<string, Snippet> = tinySnippets): Promise<TestTenant> {
  const folder = inFolder ?? await mkdtemp(join(tmpdir(), 'espalier-test-'))
  const errors: unknown[] = []
  const tenant = await openTenant({dataFolder: folder, snippets, onError: error => errors.push(error)})
  return {
    ...tenant, folder, errors,
    async reopen() {
      await tenant.close()
      return openTestTenant(folder, snippets)
    },
    async drop() {
      await tenant.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

export interface MadeScreen {
  readonly id: string
  /** The stack that comes with a new screen. */
  readonly stack: string
  /** Ids of the texts in it. */
  readonly texts: readonly string[]
}

/** A new screen with these texts in its stack; a draft, not yet published. */
export async function makeScreen({commit, screens}: Pick<Tenant, 'commit' | 'screens'>, path: string, texts: readonly string[] = [], more: JsonObject = {}): Promise<MadeScreen> {
  const {records} = await commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: {path, title: path, ...more}}]})
  const id = records[0]!.id
  const {tree} = await screens.load(id, 'draft')
  const stack = childrenOf(tree, tree.rootId)[0]!.id
  const orders = ordersBetween(null, null, texts.length)
  const nodes = texts.map((text, index) => textNode(id, stack, orders[index]!, text))
  if (nodes.length > 0) await screens.edit(systemActor, id, undefined, nodes.map(node => insert(node)))
  return {id, stack, texts: nodes.map(node => node.id)}
}

export const textNode = (screen: string, parent: string, order: string, text: string): UiNode => ({id: v7(), screen_id: screen, parent_id: parent, slot: 'default', order, snippet: 'text', props: {text}})

export const insert = (...nodes: readonly UiNode[]): InsertStep => ({type: 'insert', nodes})
