/** What the main thread and the store's threads say to each other. */
import type {CommitFailure, StoreCommit} from '../store.ts'
import type {Applied} from './committer.ts'
import type {SqlValue} from './condition.ts'
import type {SearchJob} from './search-rows.ts'

export interface WriterData {readonly file: string; readonly maxPages: number | undefined; readonly urgent: readonly string[]}
export type ToWriter = {readonly type: 'commit'; readonly id: number; readonly commit: StoreCommit} | {readonly type: 'probe'} | {readonly type: 'close'}
export type FromWriter =
  | {readonly type: 'ready'}
  /** The file could not be opened; the thread ends. */
  | {readonly type: 'failed'; readonly code: string; readonly message: string}
  /** To the oldest probe that waits; an empty code where the file takes changes. */
  | {readonly type: 'probed'; readonly code: string}
  /** In the order of their events. */
  | {readonly type: 'answers'; readonly answers: readonly Answer[]}
  /** What was purged until now stands nowhere any more. `failed`: it does in the log, which somebody reads all the time. */
  | {readonly type: 'forgotten'; readonly failed: boolean}

export type Answer =
  /** `forgets`: to be told to the one who asked once it is also forgotten. */
  | {readonly id: number; readonly kind: 'applied'; readonly applied: Applied; readonly forgets: boolean}
  | {readonly id: number; readonly kind: 'refused'; readonly failure: CommitFailure}
  /** The disk, or what stands on it, failed: nothing was written. `code` is SQLite's. */
  | {readonly id: number; readonly kind: 'storage-failed'; readonly code: string; readonly message: string}
  /** A mistake of ours: nothing was written. */
  | {readonly id: number; readonly kind: 'error'; readonly message: string}

/** `yielding`: works when nobody else wants the processor. */
export interface ReaderData {readonly file: string; readonly yielding: boolean}
export type ToReader = {readonly id: number; readonly limitMs: number} & ReaderJob
export type ReaderJob =
  | {readonly job: 'rows'; readonly sql: string; readonly params: readonly SqlValue[]}
  | {readonly job: 'search'} & SearchJob
export type FromReader =
  | {readonly id: number; readonly kind: 'rows'; readonly rows: readonly unknown[]; readonly ms: number}
  | {readonly id: number; readonly kind: 'too-slow'}
  /** `code` is SQLite's, where it was SQLite. */
  | {readonly id: number; readonly kind: 'error'; readonly code: string; readonly message: string}
