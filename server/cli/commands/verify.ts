/** `espalier verify`: proves that nothing in the log of a data folder was changed since it was written. The one command that needs no server. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {CannotStart} from '../../errors.ts'
import {verifyTenant, type LogBreak, type LogProof} from '../../store/index.ts'
import {CliError, textOption, type Command} from '../command.ts'

export const verify: Command = {
  usage: '[data folder] [--head hash]',
  summary: 'Prove that the log in a data folder is as it was written, and its records as the log says; --head: that it still has the commit with this hash.',
  options: {head: {type: 'string'}},
  arity: [0, 1],
  async run(context) {
    const {io, paint, json, args} = context
    const file = join(args[0] ?? io.env['ESPALIER_DATA'] ?? './data', 'main.db')
    if (!existsSync(file)) throw new CliError(`${file}: expected the database of a data folder, got nothing there; name the folder: espalier verify <data folder>`)
    const known = textOption(context, 'head')?.toLowerCase()
    if (known !== undefined && !/^[0-9a-f]{64}$/.test(known)) {
      throw new CliError(`--head: expected the 64 hexadecimal digits that "espalier verify" prints, got ${JSON.stringify(known.slice(0, 80))}`, 2)
    }
    const proof = proofOf(file, known)
    if (json) io.out(JSON.stringify(proof))
    else for (const one of proof.broken) io.out(`${paint.red('✗')} ${saidOf(one)}`)
    if (proof.broken.length > 0) throw new CliError(`${file}: this is not as it was written; a backup from before holds what was`)
    if (known !== undefined && !proof.knowsHead) throw new CliError(`${file}: expected a commit with the hash ${known}, got none; the log was cut off, or written anew`)
    if (json) return
    io.out(`${paint.green('✓')} ${proof.events} events in ${proof.commits} commits are as they were written, and the records as they say; ${proof.erased} of them are purged`)
    if (proof.head) io.out(`  head: commit ${proof.head.commit}, ${proof.head.hash}`)
  },
}

function proofOf(file: string, head: string | undefined): LogProof {
  try {
    return verifyTenant(file, head)
  } catch (error) {
    if (error instanceof CannotStart) throw new CliError(error.message)
    throw error
  }
}

function saidOf(one: LogBreak): string {
  switch (one.kind) {
    case 'event': return `event ${one.seq} (${named(one)}) was changed`
    case 'emptied': return `event ${one.seq} (${named(one)}) lost its text, and nobody purged it`
    case 'gap': return one.from === one.to ? `event ${one.from} is missing` : `events ${one.from} to ${one.to} are missing`
    case 'record': return `${named(one)} is not what its last event says`
    case 'commit': return `commit ${one.commit} (events ${one.from} to ${one.to}) was changed`
  }
}

/** What stands in a file that somebody changed may be meant for a terminal. */
const named = ({schema, id}: {readonly schema: string; readonly id: string}): string => JSON.stringify(`${schema} ${id}`).slice(1, -1)
