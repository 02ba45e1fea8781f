/** Tokens of the servers that someone signed in to, in a file that only they can read. */
import {chmod, mkdir, readFile, rename, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {CliError} from './command.ts'

export interface Credentials {
  /** The server of the last login. */
  readonly current?: string
  /** Origin -> token. */
  readonly tokens: Readonly<Record<string, string>>
}

const fileIn = (folder: string): string => join(folder, 'credentials.json')

export async function loadCredentials(folder: string): Promise<Credentials> {
  const file = fileIn(folder)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"tokens":{}}'
    throw new CliError(`${file} cannot be read: ${error.message}`)
  })
  try {
    const {current, tokens} = JSON.parse(text) as Partial<Credentials>
    return {...(current !== undefined && {current}), tokens: tokens ?? {}}
  } catch {
    throw new CliError(`${file} is not JSON any more: delete it and sign in again (espalier login)`)
  }
}

/** Replaces the file as a whole, so that a crash leaves the old one or the new one. */
export async function saveCredentials(folder: string, credentials: Credentials): Promise<string> {
  const file = fileIn(folder)
  await replace(folder, file, credentials).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${file} cannot be written: ${error.message}`)
  })
  return file
}

async function replace(folder: string, file: string, credentials: Credentials): Promise<void> {
  await mkdir(folder, {recursive: true, mode: 0o700})
  const aside = `${file}.${process.pid}`
  await writeFile(aside, `${JSON.stringify(credentials, null, 2)}\n`, {mode: 0o600})
  // The mode counts only for a file that is new.
  await chmod(aside, 0o600)
  await rename(aside, file)
}
