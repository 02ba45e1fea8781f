/** `espalier rollback`: makes an earlier release live again. */
import {releaseOperations, type WireRelease} from '../../../schemas/index.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {matching} from '../find-screen.ts'
import {misfitLines} from '../misfit-lines.ts'

const searched = 200

export const rollback: Command = {
  usage: '<number|id> [--note text] [--take-back]',
  summary: 'Go back to an earlier release, by its number or a part of its id. Drafts stay as they are; --take-back takes hot patches that go out of them too.',
  options: {note: {type: 'string'}, 'take-back': {type: 'boolean'}},
  arity: [1, 1],
  async run(context) {
    const {io, paint, json, args} = context
    const client = await context.client()
    const {items} = await client.ask(releaseOperations.listReleases, {query: {limit: searched}})
    const target = findRelease(items, args[0]!)
    const note = textOption(context, 'note')
    const release = await client.ask(releaseOperations.rollback, {params: {id: target.id}, body: {...(note !== undefined && {note}), takeBack: context.options['take-back'] === true}})
    if (json) return io.out(JSON.stringify(release))
    io.out(`${paint.green('✓')} release ${paint.bold(String(release.number))} is live, with what release ${target.number} held`)
    for (const line of misfitLines(release)) io.out(paint.yellow(line))
    for (const {path, number, note: why} of release.drafts) io.out(paint.yellow(`  the draft of ${path} still holds hot patch ${number}${why ? ` (${why})` : ''}: a publish asks what becomes of it`))
  },
}

function findRelease(items: readonly WireRelease[], name: string): WireRelease {
  const byNumber = items.find(item => String(item.number) === name)
  const found = byNumber ? [byNumber] : matching(items, name)
  if (found.length === 1) return found[0]!
  throw new CliError(found.length === 0 ? `no release "${name}" among the last ${searched}. "espalier releases" lists them` : `"${name}" is the beginning or end of several ids: ${found.map(item => `${item.number} (${item.id})`).join(', ')}`)
}
