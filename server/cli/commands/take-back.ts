/** `espalier take-back`: undoes what a commit or a run did. */
import {eventOperations, type TakeBackAnswer} from '../../../schemas/index.ts'
import {CliError, textOption, type Command} from '../command.ts'

/** Of each list, the rest is counted. */
const shown = 20

export const takeBack: Command = {
  usage: '[<commit>] [--cause cause] [--dry-run] [--rest]',
  summary: 'Take back what a commit did, by its number, or all commits with one cause. --dry-run says what would be done; --rest leaves what cannot be taken back, and does the rest.',
  options: {cause: {type: 'string'}, 'dry-run': {type: 'boolean'}, rest: {type: 'boolean'}},
  arity: [0, 1],
  async run(context) {
    const {io, paint, json, args: [number], options} = context
    const cause = textOption(context, 'cause')
    if ((number === undefined) === (cause === undefined)) throw new CliError('expected the number of a commit, or --cause', 2)
    const commit = Number(number)
    if (number !== undefined && !(Number.isSafeInteger(commit) && commit > 0)) throw new CliError(`expected the number of a commit, got "${number}"`, 2)
    const dryRun = options['dry-run'] === true
    const client = await context.client()
    const answer = await client.ask(eventOperations.takeBack, {body: {...(cause === undefined ? {commit} : {cause}), dry_run: dryRun, rest: options['rest'] === true}})
    if (json) return io.out(JSON.stringify(answer))
    for (const line of linesOf(answer)) io.out(line)
    const {taken, more} = answer
    const count = taken.length + more.taken
    const records = `${count} record${count === 1 ? '' : 's'}`
    if (dryRun) io.out(`${records} can be taken back; nothing was done`)
    else if (answer.commit === null) io.out('there was nothing to take back')
    else io.out(`${paint.green('✓')} ${records} taken back by commit ${paint.bold(String(answer.commit))}. "espalier take-back ${answer.commit}" brings it all back`)
  },
}

function linesOf({taken, left, more}: TakeBackAnswer): readonly string[] {
  const [takenMore, leftMore] = [Math.max(0, taken.length - shown) + more.taken, Math.max(0, left.length - shown) + more.left]
  return [
    ...taken.slice(0, shown).map(({schema, id, deed}) => `  ${schema} ${id} ${deed}`),
    ...(takenMore > 0 ? [`  and ${takenMore} more`] : []),
    ...left.slice(0, shown).map(({schema, id, pointer, message}) => `  left: ${schema} ${id}${pointer} ${message}`),
    ...(leftMore > 0 ? [`  and ${leftMore} more are left`] : []),
  ]
}
