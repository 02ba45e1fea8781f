/** What the measures share: the build, prepared data, a served Espalier and a signed-in way to call it. */
import {join} from 'node:path'
import {prepareData, type PreparedData} from './prepared-data.ts'
import {serveProcess, type Served} from './serve-process.ts'

export interface BenchContext {
  readonly dist: string
  readonly data: PreparedData
  readonly served: Served
  readonly token: string
  readonly headers: Readonly<Record<string, string>>
  call<T>(path: string, init?: {readonly method?: string; readonly body?: unknown}): Promise<T>
  close(): Promise<void>
}

export async function openBench(dist: string): Promise<BenchContext> {
  const data = await prepareData(dist)
  const served = await serveEspalier(dist, data.folder)
  const login = await fetch(`${served.url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({email: 'admin@demo.test', password: data.password})})
  const {token} = await login.json() as {readonly token: string}
  const headers = {authorization: `Bearer ${token}`}
  return {
    dist, data, served, token, headers,
    call: async <T>(path: string, {method = 'GET', body}: {readonly method?: string; readonly body?: unknown} = {}): Promise<T> => {
      const response = await fetch(served.url + path, {method, headers: {...headers, ...(body !== undefined && {'content-type': 'application/json'})}, ...(body !== undefined && {body: JSON.stringify(body)})})
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return await response.json() as T
    },
    close: async () => {
      await served.stop()
      await data.close()
    },
  }
}

/** `BENCH_PROFILE=<folder>`: Node writes a CPU profile of each thread there when the server stops. */
const profiling = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : []

export function serveEspalier(dist: string, folder: string): Promise<Served> {
  return serveProcess([...profiling, join(dist, 'server/main.js')], {ESPALIER_DATA: folder, PORT: '0'}, output => {
    const port = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(output)?.[1]
    return port === undefined ? undefined : Number(port)
  })
}
