/** Finds a screen by what a person calls it. */
import {screenOperations, type WireScreenItem} from '../../schemas/index.ts'
import type {Client} from './client.ts'
import {CliError} from './command.ts'

export type ScreenItem = WireScreenItem

export const listScreens = async (client: Client, state: 'live' | 'archived' = 'live'): Promise<readonly ScreenItem[]> =>
  (await client.ask(screenOperations.listScreens, {query: {state}})).items

/** By path (`/companies`: the draft's, the live page's, or one that it had earlier), id, or a beginning or ending of an id that only one has. Throws `CliError`. */
export async function findScreen(client: Client, name: string): Promise<ScreenItem> {
  const screens = await listScreens(client)
  const byPath = screens.find(screen => screen.path === name) ?? screens.find(({paths}) => paths.live === name) ?? screens.find(({paths}) => paths.former.includes(name))
  if (byPath) return byPath
  const found = matching(screens, name)
  if (found.length === 1) return found[0]!
  const paths = screens.map(screen => screen.path).join(', ')
  throw new CliError(found.length === 0 ? `no screen "${name}". There are: ${paths || 'none yet'}` : `"${name}" is the beginning or end of several screens' ids: ${found.map(screen => screen.path).join(', ')}`)
}

/** Those whose id is `name`, or begins or ends with it; ids that were made at one time begin alike, so an ending says more. */
export function matching<T extends {readonly id: string}>(items: readonly T[], name: string): readonly T[] {
  const exact = items.filter(item => item.id === name)
  if (exact.length > 0 || name.length < 4) return exact
  return items.filter(item => item.id.startsWith(name) || item.id.endsWith(name))
}
