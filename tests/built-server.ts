/** The built server as a process of its own, with data of its own: what people get, for tests in a browser. */
import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {copyDemo} from './demo-data.ts'

export interface BuiltAsk {
  /** The project whose `dist` is started. Default: this one. */
  readonly project?: string
  /** Default: a temporary folder with a copy of the demo company (`demo-data.ts`; empty with `ESPALIER_DEMO: '0'`), gone when the server is closed. */
  readonly dataFolder?: string
  /** Default: the system chooses. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}

export interface BuiltServer {
  /** As it is printed. */
  readonly url: string
  readonly port: number
  readonly dataFolder: string
  /** What it printed up to now. */
  output(): string
  /** SIGKILL, as when the power goes; the data stays. Resolves when the process is gone. */
  kill(): Promise<void>
  /** Ends it as an operator does (SIGTERM); resolves with the code that it ended with. */
  end(): Promise<number | null>
  /** Ends it as Ctrl-C does, and removes the data if they were made for it. */
  close(): Promise<void>
}

/** Resolves when it listens. Throws with its output when it ends before. */
export async function startBuilt({project = resolve(import.meta.dirname, '..'), dataFolder, port = 0, env = {}}: BuiltAsk = {}): Promise<BuiltServer> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'espalier-built-'))
  if (dataFolder === undefined && env['ESPALIER_DEMO'] !== '0') await copyDemo(folder)
  const child = spawn(process.execPath, [join(project, 'dist/server/main.js')], {
    cwd: project, stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, NODE_ENV: 'production', ESPALIER_DATA: folder, PORT: String(port), ...env},
  })
  const gone = new Promise<void>(done => void child.once('exit', () => done()))
  let output = ''
  const url = await new Promise<string>((found, failed) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const match = /Espalier is at (\S+)\n/.exec(output)
      if (match) found(match[1]!)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', code => failed(new Error(`the built server ended with ${code} before it listened:\n${output}`)))
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }
  return {
    url,
    port: port || Number(new URL(url).port),
    dataFolder: folder,
    output: () => output,
    kill: () => end('SIGKILL'),
    end: async () => {
      await end('SIGTERM')
      return child.exitCode
    },
    close: async () => {
      await end('SIGTERM')
      if (dataFolder === undefined) await rm(folder, {recursive: true, force: true})
    },
  }
}
