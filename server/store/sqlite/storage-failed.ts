/** `storageFailed`: an error of SQLite's that comes from the disk or from the file, in words for the person who asked. */
import {StorageFailed, type StorageTrouble} from '../../errors.ts'

/** Also a shared index that cannot grow is a full disk. */
const full = /^(?:SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/
const damaged = /^SQLITE_(?:CORRUPT|NOTADB)/
/** Wrong SQL, a violated constraint or an oversized value concern one commit or query; anything else is the disk, the memory or the file. */
const ourMistake = /^SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|MISUSE)/

export const isStorageCode = (code: string): boolean => code.startsWith('SQLITE_') && !ourMistake.test(code)

export const isFullCode = (code: string): boolean => full.test(code)

export function troubleOf(code: string): StorageTrouble {
  return full.test(code) ? 'storage-full' : damaged.test(code) ? 'storage-damaged' : 'storage-failed'
}

/** What SQLite said stands in the cause, for the log. */
export function writeFailed(code: string, message: string): StorageFailed {
  const trouble = troubleOf(code)
  const cause = Object.assign(new Error(message), {code: code || 'SQLITE_IOERR'})
  if (trouble === 'storage-full') {
    return new StorageFailed(507, trouble, 'No space left', {detail: 'Nothing was saved: the disk of the server is full. Reading goes on. Try again when whoever runs the server has made room on its disk.', cause})
  }
  return new StorageFailed(503, trouble, 'The storage failed', {detail: `Nothing was saved: the disk of the server did not take the change (${cause.code}). Whoever runs the server finds the reason in its log. Try again when it is mended.`, cause})
}

export function readFailed(code: string, cause: unknown): StorageFailed {
  const trouble = troubleOf(code) === 'storage-damaged' ? 'storage-damaged' : 'storage-failed'
  return new StorageFailed(503, trouble, 'The storage failed', {detail: `The storage of the server could not be read (${code}). Whoever runs the server finds the reason in its log.`, cause})
}
