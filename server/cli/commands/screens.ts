/** `espalier screens`: all screens, and how each stands. */
import type {Command} from '../command.ts'
import {listScreens, type ScreenItem} from '../find-screen.ts'
import {table} from '../table.ts'

export const screens: Command = {
  usage: '[--archived]',
  summary: 'List the screens: path, title, what is live, id; or those that were archived.',
  options: {archived: {type: 'boolean'}},
  arity: [0, 0],
  async run({io, paint, json, client, options}) {
    const archived = options['archived'] === true
    const items = await listScreens(await client(), archived ? 'archived' : 'live')
    if (json) return io.out(JSON.stringify(items))
    if (items.length === 0) return io.out(archived ? 'no archived screens' : 'no screens yet')
    const state = ({draft, live}: ScreenItem): string => (archived ? paint.yellow(live === null ? 'archived' : 'archived, live until the next publish') : live === null ? paint.yellow('draft only') : live === draft ? paint.green('live') : paint.yellow('live, draft differs'))
    for (const line of table(items.map(item => [paint.bold(item.path), item.title, state(item), paint.dim(item.id)]))) io.out(line)
  },
}
