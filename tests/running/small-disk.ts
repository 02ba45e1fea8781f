/** A real file system of a few megabytes, to be filled, freed and made read-only: a tmpfs, which takes root. */
import {execFileSync} from 'node:child_process'
import {closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export interface SmallDisk {
  readonly folder: string
  /** Takes all room that is left, to the last byte. */
  fill(): void
  free(): void
  setReadOnly(readOnly: boolean): void
  unmount(): void
}

/** Undefined where mounting is not permitted. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder], {stdio: 'ignore'})
  } catch {
    rmdirSync(folder)
    return undefined
  }
  const filling = join(folder, 'filling')
  return {
    folder,
    fill() {
      const handle = openSync(filling, 'a')
      const block = Buffer.alloc(4_096, 1)
      try {
        for (;;) writeSync(handle, block)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(handle)
      }
    },
    free: () => rmSync(filling, {force: true}),
    setReadOnly: readOnly => void execFileSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder]),
    unmount() {
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    },
  }
}

export const canMount = ((): boolean => {
  const disk = mountSmallDisk(1)
  disk?.unmount()
  if (!disk) console.warn('skipped: a disk cannot be mounted here, it takes root')
  return disk !== undefined
})()
