/** Keeps a page true to the server: swaps of its screen, changes of its records, and snippets that a developer saves. */
import type {Step} from '../../ast/index.ts'
import type {PageNode, PageState} from '../page.ts'
import {addressOf, type Loader} from './create-loader.ts'
import {createLive, type Live, type LiveMessage} from './create-live.ts'
import type {Page} from './create-page.ts'
import {loadSnippet} from './load-snippets.ts'
import type {Notices} from './notices.ts'
import {createPolling} from './poll-page.ts'

interface Swap {readonly from: string; readonly to: string; readonly seq: number; readonly steps: readonly Step<PageNode>[]}

export function followLive(page: Page, loader: Loader, notices: Notices): Live {
  const screenTopic = (): string => `screen:${addressOf(page.state()).replace(/^\/app(?=[/?]|$)/, '') || '/'}`

  const follow = async (swap: Swap): Promise<void> => {
    const fits = await page.apply(swap.steps, swap)
    // Which schemas and scripts a page needs comes with its whole state.
    if (!fits || swap.steps.some(step => step.type === 'insert' || (step.type === 'set' && step.path[0] === 'data'))) loader.refresh()
  }

  const handlers: Readonly<Record<string, (message: LiveMessage) => void>> = {
    'screen-swapped': message => void follow(message as unknown as Swap),
    'records-changed': message => {
      const {schema, changes, seq} = message as unknown as {readonly schema: string; readonly changes: readonly {readonly id: string}[]; readonly seq: number}
      const state = page.state()
      if (seq <= state.seq || (state.linked?.includes(schema) && !changes.some(({id}) => showsTitle(state, id)))) return
      loader.refresh()
    },
    resync: () => loader.refresh(),
    'snippet-changed': message => {
      const {name, url} = message as unknown as {readonly name: string; readonly url: string}
      if (page.state().nodes.some(node => node.snippet === name)) loadSnippet(url).then(() => loader.refresh(), (error: unknown) => console.error(`snippet ${name} did not load; the one before stays`, error))
    },
    'snippet-broken': message => {
      const {name, message: why} = message as unknown as {readonly name: string; readonly message: string}
      notices.toast(`${name}: ${why}`, 'bad')
    },
  }

  const live = createLive({
    url: `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/live`,
    topics: () => [screenTopic(), ...[...page.state().schemas, ...page.state().linked ?? []].map(schema => `records:${schema}`)],
    since: () => page.state().seq,
    onMessage: message => handlers[message.type]?.(message),
    user: () => page.state().context.viewer.id,
    onState(connected) {
      if (connected) polling.stop()
      // What the page may show can have changed with the session.
      if (connected && notices.away()) loader.refresh()
      notices.connected(connected)
    },
    onSignedOut: notices.signedOut,
    onAnother: notices.another,
    onMissed: () => polling.missed(),
  })
  const polling = createPolling(loader, notices, live.hurry)
  page.onChange(() => live.follow())
  return live
}

const showsTitle = ({nodes}: PageState, id: string): boolean =>
  nodes.some(({data}) => Object.values(data ?? {}).some(result => 'titles' in result && Object.hasOwn(result.titles, id)))
