/** `espalier rollback`: makes an earlier release live again. */
import {CliError, textOption, type Command} from '../command.ts'
import {matching} from '../find-screen.ts'
import type {Release} from './releases.ts'

const searched = 200

export const rollback: Command = {
  usage: '<number|id> [--note text]',
  summary: 'Go back to an earlier release, by its number or a part of its id. Drafts stay as they are.',
  options: {note: {type: 'string'}},
  arity: [1, 1],
  async run(context) {
    const {io, paint, json, args} = context
    const client = await context.client()
    const {items} = await client.get<{readonly items: readonly Release[]}>(`/api/v1/releases?limit=${searched}`)
    const target = findRelease(items, args[0]!)
    const note = textOption(context, 'note')
    const release = await client.post<Release>(`/api/v1/releases/${target.id}/rollback`, note === undefined ? {} : {note})
    if (json) io.out(JSON.stringify(release))
    else io.out(`${paint.green('✓')} release ${paint.bold(String(release.number))} is live, with the screens of release ${target.number}`)
  },
}

function findRelease(items: readonly Release[], name: string): Release {
  const byNumber = items.find(item => String(item.number) === name)
  const found = byNumber ? [byNumber] : matching(items, name)
  if (found.length === 1) return found[0]!
  throw new CliError(found.length === 0 ? `no release "${name}" among the last ${searched}. "espalier releases" lists them` : `"${name}" is the beginning or end of several ids: ${found.map(item => `${item.number} (${item.id})`).join(', ')}`)
}
