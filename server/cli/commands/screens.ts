/** `espalier screens`: all screens, and how each stands. */
import type {Command} from '../command.ts'
import {listScreens, type ScreenItem} from '../find-screen.ts'
import {table} from '../table.ts'

export const screens: Command = {
  usage: '',
  summary: 'List the screens: path, title, what is live, id.',
  arity: [0, 0],
  async run({io, paint, json, client}) {
    const items = await listScreens(await client())
    if (json) return io.out(JSON.stringify(items))
    if (items.length === 0) return io.out('no screens yet')
    const state = ({draft, live}: ScreenItem): string => (live === null ? paint.yellow('draft only') : live === draft ? paint.green('live') : paint.yellow('live, draft differs'))
    for (const line of table(items.map(item => [paint.bold(item.path), item.title, state(item), paint.dim(item.id)]))) io.out(line)
  },
}
