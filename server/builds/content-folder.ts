/** `openContentFolder`: files by the hash of what is in them. Equal files stand once; a file is there as a whole or not at all, and for its owner alone. */
import {createHash} from 'node:crypto'
import {mkdir, readdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {ifMissing, readIfThere, syncFolder, writeWhole} from './write-whole.ts'

/** Gives the bytes that a name is the hash of. */
export type Source = () => Promise<Uint8Array> | Uint8Array

export interface ContentFolder {
  /** Names: `<SHA-256 in hex>.<ending>`. Writes what is not there yet, or is damaged; it stays when the power goes. Answers how many files it wrote. Throws when a source gives other bytes than its name says. */
  put(sources: ReadonlyMap<string, Source>): Promise<number>
  /** Undefined when it is not there. Throws, naming the file, when it holds other bytes than its name says. */
  read(name: string): Promise<Buffer | undefined>
  names(): Promise<readonly string[]>
  /** Removes every other file, also drafts of a process that died. Answers how many. */
  keepOnly(names: ReadonlySet<string>): Promise<number>
  pathOf(name: string): string
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The folder is made when something is put into it. To be called in turn, by one process. */
export function openContentFolder(folder: string): ContentFolder {
  const pathOf = (name: string): string => join(folder, name)
  const names = (): Promise<readonly string[]> => readdir(folder).catch(ifMissing([]))

  async function isWhole(name: string): Promise<boolean> {
    const bytes = await readIfThere(pathOf(name)).catch(() => undefined)
    return bytes !== undefined && isNamed(name, bytes)
  }

  async function write(name: string, source: Source): Promise<void> {
    const bytes = await source()
    if (!isNamed(name, bytes)) throw new Error(`${name}: expected the bytes that this name is the hash of, got others: they were built anew meanwhile`)
    await writeWhole(pathOf(name), bytes)
  }

  return {
    async put(sources) {
      const there = new Set(await names())
      const wanted = await Promise.all([...sources].map(async one => ({one, isThere: there.has(one[0]) && await isWhole(one[0])})))
      const missing = wanted.filter(({isThere}) => !isThere).map(({one}) => one)
      if (missing.length === 0) return 0
      await mkdir(folder, {recursive: true, mode: 0o700})
      // All of them come to their end, so that nothing is written after one has failed.
      const failed = (await Promise.allSettled(missing.map(([name, source]) => write(name, source)))).find(({status}) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
      await syncFolder(folder)
      return missing.length
    },
    async read(name) {
      const bytes = await readIfThere(pathOf(name))
      if (bytes && !isNamed(name, bytes)) {
        throw new Error(`${pathOf(name)}: expected the bytes that its name is the hash of, got others: the file is damaged; bring it back from a backup, or remove it, and the next start writes it if it is still built`)
      }
      return bytes
    },
    names,
    async keepOnly(kept) {
      const others = (await names()).filter(name => !kept.has(name))
      await Promise.all(others.map(name => rm(pathOf(name), {force: true})))
      return others.length
    },
    pathOf,
  }
}

const isNamed = (name: string, bytes: Uint8Array): boolean => sha256(bytes) === name.split('.')[0]
