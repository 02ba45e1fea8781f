/** Before the first file of a stage (`globalSetup`): loads the demo company that its tests copy, by a first start of the built server. Removes it after the last. */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startBuilt} from './built-server.ts'
import {demoVariable} from './demo-data.ts'

export default async function loadDemo(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-demo-'))
  const server = await startBuilt({dataFolder: folder})
  await server.close()
  process.env[demoVariable] = folder
  return () => rm(folder, {recursive: true, force: true})
}
