/** `createCommits`: hands commits to the writer thread and tells listeners what became of them, in order; starts the thread again when it ended. */
import type {CommitNotice, CommitOutcome, Store, StoreChange, StoreCommit, TableSpec} from '../store.ts'
import type {Applied} from './committer.ts'
import {writeFailed} from './storage-failed.ts'
import type {WriterEvents, WriterPort} from './writer-port.ts'

export interface Commits extends Pick<Store, 'commit' | 'seq' | 'onCommit'> {
  /** Whether the file takes changes: SQLite's code for what is wrong, or an empty text. */
  probe(): Promise<string>
  queued(): number
  /** Refuses what comes, waits for what came. */
  drain(): Promise<void>
  close(): Promise<void>
}

export interface CommitsInit {
  /** Starts a writer thread; resolves when the file is open. */
  readonly start: (events: WriterEvents) => Promise<WriterPort>
  /** The last event in the file. */
  readonly head: () => number
  /** Whole commits, some at a time. */
  readonly commitsAfter: (seq: number) => readonly CommitNotice[]
  /** Tables changed: those of a commit, or, after a start, whatever stands in the file. */
  readonly onTables: (tables: readonly TableSpec[] | undefined) => void
  readonly onListenerError: (error: unknown) => void
}

export async function createCommits({start, head, commitsAfter, onTables, onListenerError}: CommitsInit): Promise<Commits> {
  const listeners = new Set<(notice: CommitNotice) => void>()
  let seq = 0
  let closed = false
  let port: WriterPort | undefined
  let starting: Promise<WriterPort> | undefined

  const tell = (notice: CommitNotice): void => {
    ({seq} = notice)
    for (const listener of listeners) {
      try {
        listener(notice)
      } catch (error) {
        onListenerError(error)
      }
    }
  }
  const events: WriterEvents = {
    onApplied: (commit, applied) => {
      if (applied.replayed || commit.dry) return
      if (commit.tables) onTables(commit.tables)
      if (applied.records.length > 0) tell(noticeOf(commit, applied))
    },
    onGone: () => {
      port = undefined
    },
  }
  const begin = async (): Promise<WriterPort> => {
    const started = await start(events).catch((error: Error & {code?: string}) => {
      throw writeFailed(error.code ?? '', error.message)
    })
    onTables(undefined)
    // What the last thread wrote and could no longer report.
    for (let missed = commitsAfter(seq); missed.length > 0; missed = commitsAfter(seq)) missed.forEach(tell)
    port = started
    return started
  }
  const restart = (): Promise<WriterPort> => {
    starting ??= begin().finally(() => {
      starting = undefined
    })
    return starting
  }

  const first = await start(events)
  onTables(undefined)
  seq = head()
  port = first

  return {
    commit: async commit => {
      if (closed) throw new Error('store: it is closed and takes no more commits')
      const answer = await (port ?? await restart()).write(commit)
      return answer.ok ? outcomeOf(answer.applied) : answer
    },
    probe: async () => (port ?? await restart()).probe(),
    seq: () => seq,
    onCommit: listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    queued: () => port?.queued() ?? 0,
    drain: async () => {
      closed = true
      await port?.drain()
    },
    close: async () => {
      await port?.close()
    },
  }
}

const outcomeOf = ({last, records, refused, replayed, memo}: Applied): CommitOutcome => ({ok: true, seq: last, records, refused, replayed, ...(memo !== undefined && {memo})})

function noticeOf(commit: StoreCommit, applied: Applied): CommitNotice {
  const changes = changesOf(commit, applied)
  return {commit: applied.commit, seq: applied.last, meta: commit.origin?.meta ?? null, changes}
}

function changesOf({at, by, note, writes, parts, origin = {}}: StoreCommit, {first, commit, records, before, refused}: Applied): readonly StoreChange[] {
  const out = new Set(refused.map(({part}) => part))
  const written = parts && out.size > 0 ? writes.filter((_, index) => !out.has(parts[index]!)) : writes
  const {via = null, cause = null, depth = 0, on_behalf_of = null} = origin
  return records.map((record, index) => {
    const {schema, id, rev, doc} = record
    const {op} = written[index]!
    const gone = op === 'remove' || op === 'purge'
    return {
      seq: first + index, commit, at, by, via, cause, depth, on_behalf_of, schema, id, rev: gone ? rev + 1 : rev, op, doc: op === 'purge' ? null : doc, note: note?.toWellFormed() ?? null,
      before: before[index]!, after: gone ? null : record,
    }
  })
}
