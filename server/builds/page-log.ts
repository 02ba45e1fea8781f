/** `openPageLog`: which build pages are served from, and until when they were served from those before it. */
import {mkdir} from 'node:fs/promises'
import {dirname} from 'node:path'
import {readIfThere, syncFolder, writeWhole} from './write-whole.ts'

/** `former`: hash of a build -> when it was found to be served no longer, RFC 3339. */
export interface PageTimes {readonly current: string; readonly former: Readonly<Record<string, string>>}

export interface PageLog {
  /** Undefined when there is none. Throws when it cannot be read. */
  read(): Promise<PageTimes | undefined>
  write(times: PageTimes): Promise<void>
}

export function openPageLog(file: string): PageLog {
  return {
    async read() {
      const text = await readIfThere(file)
      if (text === undefined) return undefined
      try {
        const {current, former} = JSON.parse(text.toString()) as PageTimes
        return {current: String(current), former: {...former}}
      } catch (cause) {
        throw new Error(`${file}: expected JSON that says which builds pages were served from, got something else: remove it; pages that have been open since before the last builds then have to be loaded again`, {cause})
      }
    },
    async write(times) {
      await mkdir(dirname(file), {recursive: true, mode: 0o700})
      await writeWhole(file, JSON.stringify(times))
      await syncFolder(dirname(file))
    },
  }
}
