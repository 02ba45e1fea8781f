/** `espalier publish`: makes drafts live. */
import {releaseOperations} from '../../../schemas/index.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {findScreen} from '../find-screen.ts'
import {misfitLines} from '../misfit-lines.ts'

const answers = {keep: 'keep', 'take-back': 'takeBack'} as const
const isAnswer = (text: string): text is keyof typeof answers => Object.hasOwn(answers, text)

export const publish: Command = {
  usage: '[--note text] [--screen path]… [--item kind/key]… [--rolled-back keep|take-back]',
  summary: 'Publish the drafts of all screens and config items that differ, or of those named. Where a draft still holds a hot patch that '
    + 'was rolled back, --rolled-back says what becomes of it.',
  options: {
    note: {type: 'string'}, screen: {type: 'string', multiple: true}, item: {type: 'string', multiple: true}, 'rolled-back': {type: 'string'},
  },
  arity: [0, 0],
  async run(context) {
    const {io, paint, json} = context
    const rolledBack = textOption(context, 'rolled-back')
    if (rolledBack !== undefined && !isAnswer(rolledBack)) {
      throw new CliError(`--rolled-back: expected keep or take-back, got "${rolledBack}"`, 2)
    }
    const client = await context.client()
    const [named, items] = ['screen', 'item'].map(option => (context.options[option] as readonly string[] | undefined) ?? [])
    const screens = await Promise.all(named!.map(async name => (await findScreen(client, name)).id))
    const before = (await client.ask(releaseOperations.listReleases, {query: {limit: 1}})).items[0]
    const release = await client.ask(releaseOperations.publish, {body: {
      note: textOption(context, 'note') ?? '', ...(screens.length > 0 && {screens}), ...(items!.length > 0 && {items: items!}),
      ...(rolledBack !== undefined && {rolledBack: answers[rolledBack]}),
    }})
    if (json) return io.out(JSON.stringify(release))
    if (release.id === before?.id) return io.out(`nothing to publish: release ${release.number} is live, and no draft differs from it`)
    const changed = await client.ask(releaseOperations.getRelease, {params: {id: release.id}})
    io.out(`${paint.green('✓')} release ${paint.bold(String(release.number))} is live`)
    for (const {path, kind} of changed.changes) io.out(`  ${path} ${paint.dim(kind)}`)
    for (const {kind, key, change} of changed.items) io.out(`  ${kind}/${key} ${paint.dim(change)}`)
    for (const line of misfitLines(release)) io.out(paint.yellow(line))
  },
}
