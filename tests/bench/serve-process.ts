/** Starts a built server as a process of its own, and waits until it answers. */
import {spawn, type ChildProcess} from 'node:child_process'
import {readFile} from 'node:fs/promises'

export interface Served {readonly url: string; readonly pid: number; readonly readyMs: number; rssMiB(): Promise<number>; stop(): Promise<void>}

/** `portOf` finds the port in what the process prints. Throws with its output when it ends before. */
export async function serveProcess(args: readonly string[], env: Readonly<Record<string, string>>, portOf: (output: string) => number | undefined): Promise<Served> {
  const started = performance.now()
  const child = spawn(process.execPath, args, {env: {...process.env, ...env}, stdio: ['ignore', 'pipe', 'pipe']})
  const port = await new Promise<number>((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = portOf(output)
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', code => reject(new Error(`${args.join(' ')} ended with ${code}:\n${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    readyMs: performance.now() - started,
    rssMiB: async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: () => ended(child),
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
