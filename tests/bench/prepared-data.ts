/** A data folder with 100,000 contacts, made once and kept for later runs; each measure works on a copy. */
import {execFile} from 'node:child_process'
import {cp, mkdtemp, rename, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'

export interface PreparedData {readonly folder: string; readonly password: string; close(): Promise<void>}

const password = 'bench-password'

export async function prepareData(dist: string, contacts = 100_000): Promise<PreparedData> {
  const kept = join(tmpdir(), `espalier-bench-${contacts}`)
  if (!await stat(kept).then(() => true, () => false)) {
    console.log(`making ${contacts.toLocaleString('en')} contacts in ${kept} (once)`)
    const made = await mkdtemp(join(tmpdir(), 'espalier-bench-new-'))
    await promisify(execFile)(process.execPath, [join(dist, 'server/generate-demo.js'), '--contacts', String(contacts), '--data', made], {env: {...process.env, ESPALIER_DEMO_PASSWORD: password}, maxBuffer: 1 << 26})
    await rename(made, kept)
  }
  const folder = await mkdtemp(join(tmpdir(), 'espalier-bench-run-'))
  await cp(kept, folder, {recursive: true})
  return {folder, password, close: () => rm(folder, {recursive: true, force: true})}
}
