/** `espalier releases`: what was published, newest first. */
import {releaseOperations} from '../../../schemas/index.ts'
import {CliError, type Command} from '../command.ts'
import {table} from '../table.ts'

export const releases: Command = {
  usage: '[--limit count]',
  summary: 'List the releases, newest first.',
  options: {limit: {type: 'string'}},
  arity: [0, 0],
  async run({io, paint, json, client, options}) {
    const limit = Number(options['limit'] ?? 20)
    if (!Number.isInteger(limit)) throw new CliError(`--limit: expected a whole number, got "${String(options['limit'])}"`, 2)
    const {items} = await (await client()).ask(releaseOperations.listReleases, {query: {limit}})
    if (json) return io.out(JSON.stringify(items))
    if (items.length === 0) return io.out('nothing is published yet')
    const rows = items.map(({number, kind, at, live, note, id}) => [`${live ? paint.green('●') : ' '} ${paint.bold(String(number))}`, at.slice(0, 16).replace('T', ' '), kind, paint.dim(id), note])
    for (const line of table(rows)) io.out(line)
  },
}
