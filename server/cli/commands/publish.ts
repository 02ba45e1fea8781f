/** `espalier publish`: makes drafts live. */
import {releaseOperations} from '../../../schemas/index.ts'
import {textOption, type Command} from '../command.ts'
import {findScreen} from '../find-screen.ts'

export const publish: Command = {
  usage: '[--note text] [--screen path]…',
  summary: 'Publish the drafts of all screens that differ, or of those named.',
  options: {note: {type: 'string'}, screen: {type: 'string', multiple: true}},
  arity: [0, 0],
  async run(context) {
    const {io, paint, json} = context
    const client = await context.client()
    const named = (context.options['screen'] as readonly string[] | undefined) ?? []
    const screens = await Promise.all(named.map(async name => (await findScreen(client, name)).id))
    const before = (await client.ask(releaseOperations.listReleases, {query: {limit: 1}})).items[0]
    const release = await client.ask(releaseOperations.publish, {body: {note: textOption(context, 'note') ?? '', ...(screens.length > 0 && {screens})}})
    if (json) return io.out(JSON.stringify(release))
    if (release.id === before?.id) return io.out(`nothing to publish: release ${release.number} is live, and no draft differs from it`)
    const {changes} = await client.ask(releaseOperations.getRelease, {params: {id: release.id}})
    io.out(`${paint.green('✓')} release ${paint.bold(String(release.number))} is live`)
    for (const {path, kind} of changes) io.out(`  ${path} ${paint.dim(kind)}`)
  },
}
