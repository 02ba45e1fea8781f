/** The built server as a process that can be killed at any moment. */
import {spawn} from 'node:child_process'
import {join, resolve} from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface KillableServer {
  readonly url: string
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

/** Starts `dist/server/main.js` on a free port. Throws with its output when it ends before it listens. */
export async function startKillable(dataFolder: string): Promise<KillableServer> {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {env: {...process.env, ESPALIER_DATA: dataFolder, PORT: '0'}, stdio: ['ignore', 'pipe', 'pipe']})
  const gone = new Promise<void>(done => child.on('exit', () => done()))
  const url = await new Promise<string>((found, failed) => {
    let output = ''
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const match = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(output)
      if (match) found(`http://127.0.0.1:${match[1]}`)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', code => failed(new Error(`the server ended with ${code}:\n${output}`)))
  })
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
