/** `espalier publish`: makes drafts live. */
import {releaseOperations, type AboutRolledBack, type WireRelease, type WireRolledBack} from '../../../schemas/index.ts'
import {Refused} from '../client.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {findScreen} from '../find-screen.ts'
import {misfitLines} from '../misfit-lines.ts'

export const publish: Command = {
  usage: '[--note text] [--screen path]… [--item kind/key]… [--rolled-back take-back|keep=number,…]',
  summary: 'Publish the drafts of all screens and config items that differ, or of those named. Where a draft still holds a hot patch that '
    + 'was rolled back, --rolled-back says what becomes of it: out of the draft, or live again for those that are named.',
  options: {
    note: {type: 'string'}, screen: {type: 'string', multiple: true}, item: {type: 'string', multiple: true}, 'rolled-back': {type: 'string'},
  },
  arity: [0, 0],
  async run(context) {
    const {io, paint, json} = context
    const answer = answerOf(textOption(context, 'rolled-back'))
    const client = await context.client()
    const [named, items] = ['screen', 'item'].map(option => (context.options[option] as readonly string[] | undefined) ?? [])
    const screens = await Promise.all(named!.map(async name => (await findScreen(client, name)).id))
    const before = (await client.ask(releaseOperations.listReleases, {query: {limit: 1}})).items[0]
    const ask = (rolledBack?: AboutRolledBack): Promise<WireRelease> => client.ask(releaseOperations.publish, {body: {
      note: textOption(context, 'note') ?? '', ...(screens.length > 0 && {screens}), ...(items!.length > 0 && {items: items!}),
      ...(rolledBack && {rolledBack}),
    }})
    const release = await answered(ask, answer)
    if (json) return io.out(JSON.stringify(release))
    if (release.id === before?.id) return io.out(`nothing to publish: release ${release.number} is live, and no draft differs from it`)
    const changed = await client.ask(releaseOperations.getRelease, {params: {id: release.id}})
    io.out(`${paint.green('✓')} release ${paint.bold(String(release.number))} is live`)
    for (const {path, kind} of changed.changes) io.out(`  ${path} ${paint.dim(kind)}`)
    for (const {kind, key, change} of changed.items) io.out(`  ${kind}/${key} ${paint.dim(change)}`)
    for (const line of misfitLines(release)) io.out(paint.yellow(line))
  },
}

/** Hot patches are kept by the numbers of their releases. */
type Answer = 'takeBack' | {readonly keep: ReadonlySet<string>} | undefined

function answerOf(text: string | undefined): Answer {
  if (text === undefined) return undefined
  if (text === 'take-back') return 'takeBack'
  const numbers = /^keep=(\d+(?:,\d+)*)$/.exec(text)?.[1]
  if (numbers === undefined) throw new CliError(`--rolled-back: expected take-back or keep=<number>,… (as keep=7,9), got "${text}"`, 2)
  return {keep: new Set(numbers.split(','))}
}

/** What is kept is asked for without a word first: the refusal tells the releases of those numbers. */
async function answered(ask: (rolledBack?: AboutRolledBack) => Promise<WireRelease>, answer: Answer): Promise<WireRelease> {
  try {
    return await ask(answer === 'takeBack' ? answer : undefined)
  } catch (error) {
    const left = leftBy(error)
    if (typeof answer !== 'object' || left.length === 0 || !left.every(({number}) => answer.keep.has(String(number)))) throw inWords(error, answer)
    return await ask({keep: left.map(({release}) => release)}).catch((again: unknown) => {
      throw inWords(again, answer)
    })
  }
}

const leftBy = (error: unknown): readonly WireRolledBack[] => (error instanceof Refused && error.problem.code === 'rolled-back-patches' ? error.problem.rolledBack ?? [] : [])

/** As the options are called here. */
function inWords(error: unknown, answer: Answer): unknown {
  const left = leftBy(error)
  if (!(error instanceof Refused) || left.length === 0) return error
  const lines = (error.problem.errors ?? []).map(({message}) => `\n  ${message}`).join('')
  const keep = `--rolled-back keep=${[...new Set(left.map(({number}) => number))].join(',')}`
  const toDo = answer === 'takeBack' ? `Take it out in the designer, or add ${keep}` : `Add --rolled-back take-back, or ${keep}`
  return new CliError(`nothing was published (409 rolled-back-patches)${lines}\n  ${toDo}`)
}
