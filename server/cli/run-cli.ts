/** Runs one command line of `espalier`, and says how it went as an exit code: 0 done, 1 refused or failed, 2 used wrongly. */
import {parseArgs} from 'node:util'
import {nearestName} from '../../ast/index.ts'
import {createClient, Refused} from './client.ts'
import {CliError, type Command, type CommandContext, type Options} from './command.ts'
import {login} from './commands/login.ts'
import {patch} from './commands/patch.ts'
import {publish} from './commands/publish.ts'
import {releases} from './commands/releases.ts'
import {restore} from './commands/restore.ts'
import {rollback} from './commands/rollback.ts'
import {screens} from './commands/screens.ts'
import {takeBack} from './commands/take-back.ts'
import {tree} from './commands/tree.ts'
import {verify} from './commands/verify.ts'
import {watch} from './commands/watch.ts'
import {loadCredentials} from './credentials.ts'
import {helpOf, helpText} from './help.ts'
import type {Io} from './io.ts'
import {createPaint} from './paint.ts'
import {serverUrl} from './server-url.ts'

const commands: Readonly<Record<string, Command>> = {login, screens, tree, patch, publish, releases, rollback, restore, 'take-back': takeBack, watch, verify}

const common: Options = {url: {type: 'string'}, json: {type: 'boolean'}, help: {type: 'boolean', short: 'h'}}

export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const paint = createPaint(io)
  try {
    await run(argv, io)
    return 0
  } catch (error) {
    if (io.signal.aborted) return 0
    if (!(error instanceof CliError)) throw error
    if (argv.includes('--json')) io.out(JSON.stringify(error instanceof Refused ? error.problem : {detail: error.message}))
    io.err(`${paint.red('✗')} ${error.message}`)
    return error.exitCode
  }
}

async function run([name = 'help', ...rest]: readonly string[], io: Io): Promise<void> {
  const paint = createPaint(io)
  if (name === 'help' || name === '--help' || name === '-h') {
    const asked = rest[0]
    return io.out(asked !== undefined && commands[asked] ? helpOf(asked, commands[asked], paint) : helpText(commands, paint))
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const near = nearestName(name, Object.keys(commands))
    throw new CliError(`there is no command "${name}"${near ? `: did you mean "${near}"?` : ''}. "espalier help" lists them`, 2)
  }
  const {values, positionals} = parsed(name, command, rest)
  if (values['help']) return io.out(helpOf(name, command, paint))
  const [least, most] = command.arity
  if (positionals.length < least || positionals.length > most) throw new CliError(`usage: espalier ${name} ${command.usage}`, 2)

  const url = async (): Promise<URL> => {
    const chosen = values['url'] ?? io.env['ESPALIER_URL']
    return serverUrl(typeof chosen === 'string' && chosen !== '' ? chosen : (await loadCredentials(io.configFolder)).current ?? 'http://localhost:3000')
  }
  const context: CommandContext = {
    io, paint, json: values['json'] === true, args: positionals, options: values, url,
    async client() {
      const server = await url()
      const token = io.env['ESPALIER_TOKEN'] ?? (await loadCredentials(io.configFolder)).tokens[server.origin]
      if (token === undefined) throw new CliError(`nobody is signed in to ${server.origin}: espalier login ${server.origin}`)
      return createClient(server, token)
    },
  }
  await command.run(context)
}

function parsed(name: string, command: Command, args: readonly string[]): {readonly values: CommandContext['options']; readonly positionals: readonly string[]} {
  try {
    return parseArgs({args: [...args], options: {...common, ...command.options}, allowPositionals: true, strict: true})
  } catch (error) {
    throw new CliError(`${error instanceof Error ? error.message : String(error)}\nusage: espalier ${name} ${command.usage}`, 2)
  }
}
