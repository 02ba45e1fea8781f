/** A built server on one folder that can be killed and started again, and calls to it as its admin. */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startBuilt} from '../../built-server.ts'
import {copyDemo} from '../../demo-data.ts'

export interface Ask {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly body: {readonly [member: string]: unknown}
}

export interface KillableServer {
  /** Throws `CutOff` when the server died before it had answered. */
  call(ask: Ask): Promise<Answer>
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

export class CutOff extends Error {}

export async function openKillableServer(): Promise<KillableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-killed-'))
  await copyDemo(folder)
  let server = await startBuilt({dataFolder: folder})
  let token: string | undefined

  async function call({method, path, body, headers}: Ask): Promise<Answer> {
    const response = await fetch(server.url + path, {
      method, ...(body !== undefined && {body: JSON.stringify(body)}),
      headers: {...(token && {authorization: `Bearer ${token}`}), ...(body !== undefined && {'content-type': 'application/json'}), ...headers},
    }).catch(rethrowCutOff)
    const text = await response.text().catch(rethrowCutOff)
    return {status: response.status, body: text === '' ? {} : JSON.parse(text) as Answer['body']}
  }

  token = (await call({method: 'POST', path: '/api/v1/auth/login', body: {email: 'admin@demo.test', password: 'espalier'}})).body['token'] as string
  return {
    call,
    kill: () => server.kill(),
    async start() {
      server = await startBuilt({dataFolder: folder})
    },
    async close() {
      await server.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

/** A broken connection is all that a kill may cause. */
function rethrowCutOff(error: unknown): never {
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message)) throw new CutOff(undefined, {cause: error})
  throw error
}
