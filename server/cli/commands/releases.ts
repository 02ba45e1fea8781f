/** `espalier releases`: what was published, newest first. */
import type {WireRelease} from '../../../schemas/index.ts'
import type {Command} from '../command.ts'
import {table} from '../table.ts'

export const releases: Command = {
  usage: '[--limit count]',
  summary: 'List the releases, newest first.',
  options: {limit: {type: 'string'}},
  arity: [0, 0],
  async run({io, paint, json, client, options}) {
    const limit = options['limit']
    const {items} = await (await client()).get<{readonly items: readonly WireRelease[]}>(`/api/v1/releases?limit=${encodeURIComponent(typeof limit === 'string' ? limit : '20')}`)
    if (json) return io.out(JSON.stringify(items))
    if (items.length === 0) return io.out('nothing is published yet')
    const rows = items.map(({number, kind, at, live, note, id}) => [`${live ? paint.green('●') : ' '} ${paint.bold(String(number))}`, at.slice(0, 16).replace('T', ' '), kind, paint.dim(id), note])
    for (const line of table(rows)) io.out(line)
  },
}
