/** `espalier patch`: changes a node of a live screen at once. */
import {readFile} from 'node:fs/promises'
import {releaseOperations, type WirePatched, type WireStep} from '../../../schemas/index.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {findNodeId} from '../find-node.ts'
import type {Io} from '../io.ts'
import {stepsFrom} from '../steps-from.ts'

const drafts: {readonly [D in WirePatched['draft']]: string} = {
  rebased: 'the draft has taken it too',
  unchanged: 'the draft was that way already',
  conflict: 'it does not fit the draft: the next publish will undo it',
}

export const patch: Command = {
  usage: '<node> <json|file|-> [--note text]',
  summary: 'Patch a node of a live screen: steps, one step, or {"props": {"title": "New"}} (null takes a property away).',
  options: {note: {type: 'string'}},
  arity: [2, 2],
  async run(context) {
    const {io, paint, json, args} = context
    const text = await read(io, args[1]!)
    const client = await context.client()
    const nodeId = await findNodeId(client, args[0]!)
    const answer = await client.ask(releaseOperations.patchNode, {params: {id: nodeId}, body: {steps: stepsFrom(text, nodeId) as unknown as readonly WireStep[], note: textOption(context, 'note') ?? ''}})
    if (json) return io.out(JSON.stringify(answer))
    if (answer.from === answer.to) return io.out('nothing to do: the live screen is that way already')
    io.out(`${paint.green('✓')} live as release ${paint.bold(String(answer.release.number))} (${answer.steps.length} ${answer.steps.length === 1 ? 'step' : 'steps'}); ${drafts[answer.draft]}`)
    io.out(paint.dim(`  take it back: espalier rollback ${answer.release.number - 1}`))
  },
}

async function read(io: Io, source: string): Promise<string> {
  if (source === '-') return io.readInput()
  if (/^\s*[[{]/.test(source)) return source
  return readFile(source, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${source} cannot be read (${error.code ?? error.message}): expected JSON, a file that holds it, or - for standard input`, 2)
  })
}
