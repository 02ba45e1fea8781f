/** The terminal, as commands see it: replaced as a whole in tests. */
import {homedir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline/promises'
import {Writable} from 'node:stream'
import {printable} from './printable.ts'

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a person reads standard output. */
  readonly isTerminal: boolean
  /** Whether a person can be asked. */
  readonly canAsk: boolean
  readonly configFolder: string
  out(line: string): void
  err(line: string): void
  readInput(): Promise<string>
  ask(question: string, hidden?: boolean): Promise<string>
  /** Aborted when the person has had enough (Ctrl-C). */
  readonly signal: AbortSignal
}

export function terminalIo(): Io {
  const {env, stdin, stdout, stderr} = process
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  // A reader such as `head` that has seen enough is no failure.
  stdout.on('error', () => process.exit(0))
  return {
    env,
    isTerminal: stdout.isTTY === true,
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    configFolder: join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'espalier'),
    out: line => void stdout.write(`${printable(line)}\n`),
    err: line => void stderr.write(`${printable(line)}\n`),
    async readInput() {
      const chunks: Buffer[] = []
      for await (const chunk of stdin) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks).toString('utf8')
    },
    async ask(question, hidden = false) {
      stderr.write(question)
      const silent = new Writable({write: (_chunk, _encoding, done) => done()})
      const lines = createInterface({input: stdin, output: hidden ? silent : stderr, terminal: true})
      try {
        return await lines.question('', {signal: interrupted.signal})
      } finally {
        lines.close()
        if (hidden) stderr.write('\n')
      }
    },
    signal: interrupted.signal,
  }
}
