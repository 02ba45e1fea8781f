/** `openingProblem`: why a tenant's file cannot be opened, in words: where, what was expected, what came, what to do. */
import {accessSync, constants, existsSync, lstatSync, statfsSync, statSync} from 'node:fs'
import {dirname} from 'node:path'
import {CannotStart} from '../../errors.ts'

type Trouble = 'full' | 'read-only' | 'rights' | 'no-folder' | 'dangling' | 'no-file' | 'damaged' | 'foreign' | 'busy' | 'too-many' | 'disk'

const words: Readonly<Record<Trouble, (folder: string) => string>> = {
  full: folder => `expected room for the database and its log, got a full disk at ${folder}; make room there and start again, the data are as they were`,
  'read-only': folder => `expected a disk that can be written, got a read-only one at ${folder}; mount it for writing (a disk that failed may have become read-only by itself) or name another folder`,
  rights: folder => `expected files that this user (${userName()}) may read and write, got no right to do so in ${folder}; give the folder and all in it to this user, or start as the user who owns them`,
  'no-folder': folder => `expected a folder at ${folder}, got something else of this name; name another folder`,
  dangling: folder => `expected a folder at ${folder}, got a link that leads nowhere; mend the link or name another folder`,
  'no-file': () => 'expected a file, got something else of this name; name another folder',
  damaged: () => 'expected a whole database, got one that is damaged; copy the folder aside, then restore it from a backup',
  foreign: () => 'expected an Espalier database, got a file that SQLite cannot read, for it is no database; name another folder, or restore this one from a backup',
  busy: () => 'expected to be the only one to have it open, got a database that another program holds; close that program and start again',
  'too-many': () => 'expected to open a few files, got the limit of open files; raise it (ulimit -n) and start again',
  disk: folder => `expected the disk to answer, got an error of reading or writing at ${folder}; check the disk and its log (dmesg) and start again, the database may be whole`,
}

const troubles: readonly (readonly [RegExp, Trouble])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL)$/, 'full'],
  [/^(?:EROFS|SQLITE_READONLY)/, 'read-only'],
  [/^(?:EACCES|EPERM)$/, 'rights'],
  [/^(?:ENOTDIR|EEXIST|ELOOP)$/, 'no-folder'],
  [/^(?:EISDIR)$/, 'no-file'],
  [/^SQLITE_NOTADB/, 'foreign'],
  [/^SQLITE_CORRUPT/, 'damaged'],
  [/^SQLITE_(?:BUSY|LOCKED)/, 'busy'],
  [/^(?:EMFILE|ENFILE)$/, 'too-many'],
  [/^(?:EIO|ENOENT|SQLITE_CANTOPEN|SQLITE_IOERR|SQLITE_PROTOCOL)/, 'disk'],
]

/** `error` is what the system or SQLite threw while the file was opened; what is neither is given back as it is. */
export function openingProblem(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const named = troubles.find(([pattern]) => pattern.test(code))?.[1]
  if (named === undefined) return error
  const trouble = isVague(code) ? seenAt(file) ?? named : named
  return new CannotStart(`${file}: ${words[trouble](dirname(file))} (${code})`, {cause: error})
}

/** SQLite says of a full disk, a missing right and a read-only one alike that it could not write; Node says ENOENT of a folder that it may not make. */
const isVague = (code: string): boolean => /^(?:ENOENT|EEXIST|SQLITE_(?:IOERR|CANTOPEN|READONLY))/.test(code)

/** What can be seen to be wrong, from outside. */
function seenAt(file: string): Trouble | undefined {
  const folder = nearest(dirname(file))
  if (isDangling(folder)) return 'dangling'
  if (!statSync(folder).isDirectory()) return 'no-folder'
  if (existsSync(file) && !statSync(file).isFile()) return 'no-file'
  return [folder, file, `${file}-wal`, `${file}-shm`, `${file}-lock`].map(refusal).find(Boolean) ?? (isFull(folder) ? 'full' : undefined)
}

/** The folder, or the nearest above it that is there. */
const nearest = (folder: string): string => (existsSync(folder) || isDangling(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder)))

const isDangling = (path: string): boolean => lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() === true && !existsSync(path)

function refusal(path: string): Trouble | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return code === 'EROFS' ? 'read-only' : code === 'EACCES' || code === 'EPERM' ? 'rights' : undefined
  }
}

/** SQLite's shared index alone takes 32 KB. */
function isFull(folder: string): boolean {
  const {bavail, bsize} = statfsSync(folder)
  return bavail * bsize < 65_536
}

const userName = (): string => (process.getuid ? `uid ${process.getuid()}` : process.env['USERNAME'] ?? 'unknown')
