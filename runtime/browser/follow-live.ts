/** Keeps a page true to the server: swaps of its screen, changes of its records, and snippets that a developer saves. */
import type {LiveTopic} from '../../schemas/index.ts'
import type {LiveMessage, PageState} from '../page.ts'
import {addressOf, type Loader} from './create-loader.ts'
import {createLive, type Live} from './create-live.ts'
import type {Page} from './create-page.ts'
import {loadSnippet} from './load-snippets.ts'
import type {Notices} from './notices.ts'

type Message<T extends LiveMessage['type']> = Extract<LiveMessage, {readonly type: T}>

export function followLive(page: Page, loader: Loader, notices: Notices): Live {
  const screenTopic = (): LiveTopic => `screen:${addressOf(page.state()).replace(/^\/app(?=[/?]|$)/, '') || '/'}`

  const follow = async (swap: Message<'screen-swapped'>): Promise<void> => {
    const fits = await page.apply(swap.steps, swap)
    // Which schemas and scripts a page needs comes with its whole state.
    if (!fits || swap.steps.some(step => step.type === 'insert' || (step.type === 'set' && step.path[0] === 'data'))) loader.refresh()
  }

  const handlers: {readonly [T in LiveMessage['type']]?: (message: Message<T>) => void} = {
    'screen-swapped': swap => void follow(swap),
    'records-changed': ({schema, changes, seq}) => {
      const state = page.state()
      if (seq <= state.seq || (state.linked?.includes(schema) && !changes.some(({id}) => isNamed(state, id)))) return
      loader.refresh()
    },
    resync: () => loader.refresh(),
    'snippet-changed': ({name, url}) => {
      if (page.state().nodes.some(node => node.snippet === name)) loadSnippet(url).then(() => loader.refresh(), (error: unknown) => console.error(`snippet ${name} did not load; the one before stays`, error))
    },
    'snippet-broken': ({name, message}) => notices.toast(`${name}: ${message}`, 'bad'),
  }

  const live = createLive({
    topics: () => [screenTopic(), ...[...page.state().schemas, ...page.state().linked ?? []].map((schema): LiveTopic => `records:${schema}`)],
    since: () => page.state().seq,
    onMessage: message => (handlers[message.type] as ((message: LiveMessage) => void) | undefined)?.(message),
    user: () => page.state().context.viewer.id,
    look: loader.look,
    troubles: notices,
    onBack: loader.refresh,
  })
  page.onChange(() => live.follow())
  return live
}

/** Whether the record's title is shown, or offered to filter by. */
const isNamed = ({nodes}: PageState, id: string): boolean => nodes.some(({data}) => Object.values(data ?? {}).some(result =>
  'titles' in result && Object.hasOwn(result.titles, id) || 'choices' in result && Object.values(result.choices).flat().some(({value}) => value === id)))
