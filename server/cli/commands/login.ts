/** `espalier login`: signs in and keeps the token. */
import {authOperations} from '../../../schemas/index.ts'
import {call} from '../client.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {loadCredentials, saveCredentials} from '../credentials.ts'
import {serverUrl} from '../server-url.ts'

export const login: Command = {
  usage: '[url] [--email address] [--password text]',
  summary: 'Sign in. Asks for what is missing; ESPALIER_PASSWORD keeps a password out of the list of processes.',
  options: {email: {type: 'string'}, password: {type: 'string'}},
  arity: [0, 1],
  async run(context) {
    const {io, args, json, paint} = context
    const url = args[0] === undefined ? await context.url() : serverUrl(args[0])
    const email = textOption(context, 'email') ?? await ask('Email: ')
    const password = textOption(context, 'password') ?? io.env['ESPALIER_PASSWORD'] ?? await ask('Password: ', true)
    const {token, user} = await call(url, authOperations.login, {body: {email, password}})
    const known = await loadCredentials(io.configFolder)
    const file = await saveCredentials(io.configFolder, {current: url.origin, tokens: {...known.tokens, [url.origin]: token}})
    if (json) io.out(JSON.stringify({url: url.origin, user, file}))
    else io.out(`${paint.green('✓')} signed in to ${url.origin} as ${paint.bold(user.name)} (${user.role}); the token is kept in ${file}`)

    async function ask(question: string, hidden = false): Promise<string> {
      if (!io.canAsk) throw new CliError('nobody can be asked here: give --email, and --password or ESPALIER_PASSWORD', 2)
      return io.ask(question, hidden)
    }
  },
}
