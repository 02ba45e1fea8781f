/** `writeWhole`: a file that is there as a whole or not at all, whenever the process is killed or the power goes; and what reading one takes. */
import {open, readFile, rename} from 'node:fs/promises'

/** Readable by its owner alone. The name lasts once its folder is synced: `syncFolder`. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Makes the names in a folder as durable as the files. Windows has no way to say so. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const readIfThere = (path: string): Promise<Buffer | undefined> => readFile(path).catch(ifMissing(undefined))

/** What stands for something that is not there; other errors are thrown. */
export function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return error => {
    if (error.code !== 'ENOENT') throw error
    return instead
  }
}
