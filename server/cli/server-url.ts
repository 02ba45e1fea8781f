/** The address of a server, as a person writes it. */
import {CliError} from './command.ts'

/** `localhost:3000`, `https://crm.example.com`. Without a scheme this machine is asked by http, others by https. Throws `CliError`. */
export function serverUrl(text: string): URL {
  const full = /^https?:\/\//.test(text) ? text : `${/^(localhost|127\.|\[::1\])/.test(text) ? 'http' : 'https'}://${text}`
  if (!URL.canParse(full)) throw new CliError(`"${text}" is no address of a server: expected one such as http://localhost:3000`, 2)
  return new URL(new URL(full).origin)
}
