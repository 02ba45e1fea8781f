/** `listeningProblem`: why an address cannot be listened on, in words that name the setting. */
import {CannotStart} from './errors.ts'

type Reason = (port: number, host: string) => string

const reasons: Readonly<Record<string, Reason>> = {
  EADDRINUSE: port => `PORT: ${port} is in use by another process; stop it, or set PORT to another number.`,
  EACCES: port => `PORT: this user may not listen on ${port}, and below 1024 few may; set PORT to 1024 or higher, and let a proxy take ${port}.`,
  EADDRNOTAVAIL: (_port, host) => `HOST: expected an address of this machine, got "${host}", which is none; set HOST to one of its addresses, to 127.0.0.1 for this machine alone or to 0.0.0.0 for all of them.`,
  ENOTFOUND: (_port, host) => `HOST: expected an address of this machine or a name that leads to one, got "${host}", which is unknown; set HOST to an address.`,
}

/** Any other error is given back as it is. */
export function listeningProblem(error: unknown, {port, host}: {readonly port: number; readonly host: string}): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code === 'EAI_AGAIN' ? 'ENOTFOUND' : code]
  return reason ? new CannotStart(reason(port, host), {cause: error}) : error
}
