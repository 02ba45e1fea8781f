/** How far a proof has come, in a file, so that a run that was killed goes on where it was. */
import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

export interface KeptRun {
  readonly seed: number
  /** Cases that held, from the first on. */
  readonly held: number
  /** Over all runs of this seed. */
  readonly seconds: number
}

export function readKeptRun(folder: string, name: string): KeptRun | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as KeptRun
  } catch {
    return undefined
  }
}

/** Written aside and renamed: a kill leaves the file of before or the new one. */
export function writeKeptRun(folder: string, name: string, run: KeptRun): void {
  mkdirSync(folder, {recursive: true})
  const file = join(folder, `${name}.json`)
  writeFileSync(`${file}.new`, JSON.stringify(run))
  renameSync(`${file}.new`, file)
}
