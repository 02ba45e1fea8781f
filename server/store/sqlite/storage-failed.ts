/** `storageFailed`: an error of SQLite's that comes from the disk or from the file, in words for the person who asked. */
import {problem, type StorageFailed, type StorageTrouble} from '../../errors.ts'

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
  return trouble === 'storage-full' ? problem(trouble, {}, {cause}) : problem(trouble, {code: cause.code, of: 'write'}, {cause})
}

export function readFailed(code: string, cause: unknown): StorageFailed {
  const trouble = troubleOf(code) === 'storage-damaged' ? 'storage-damaged' : 'storage-failed'
  return problem(trouble, {code, of: 'read'}, {cause})
}
