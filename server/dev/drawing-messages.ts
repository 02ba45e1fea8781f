/** What the main thread and the drawing thread say to each other. */
import type {PageState} from '../../runtime/page.ts'

/** A snippet that did not come back: what stands in its place, and where its children go. */
export interface StoppedSnippet {readonly words: string; readonly slots: readonly string[]}

export interface DrawJob {
  readonly type: 'draw'
  readonly state: PageState
  readonly nonce: string
  readonly assets: {readonly client: string; readonly css: readonly string[]; readonly preload: readonly string[]}
  readonly stopped: Readonly<Record<string, StoppedSnippet>>
}

export type DrawingJob = {readonly type: 'load'; readonly name: string; readonly url: string} | DrawJob

export type DrawingAnswer =
  | {readonly type: 'done'; readonly html: string; readonly contained: readonly {readonly node: string; readonly message: string}[]}
  | {readonly type: 'failed'; readonly message: string}

const longestName = 200

/** Which snippet the thread is at, readable while it does not answer. `count` grows with each step. */
export interface Progress {
  note(snippet: string): void
  read(): {readonly count: number; readonly snippet: string}
}

export const progressBytes = 8 + longestName

export function progressIn(memory: SharedArrayBuffer): Progress {
  const head = new Int32Array(memory, 0, 2)
  const text = new Uint8Array(memory, 8)
  return {
    note(snippet) {
      const bytes = Buffer.from(snippet).subarray(0, longestName)
      text.set(bytes)
      Atomics.store(head, 1, bytes.length)
      Atomics.add(head, 0, 1)
    },
    read: () => ({count: Atomics.load(head, 0), snippet: Buffer.from(text.slice(0, Atomics.load(head, 1))).toString()}),
  }
}
