/** `createCommits`: hands commits to the writer thread and tells listeners what became of them, in order; starts the thread again when it ended. */
import type {CommitOutcome, Store, StoreCommit, StoreEvent, TableSpec} from '../store.ts'
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
  readonly eventsAfter: (seq: number) => readonly StoreEvent[]
  /** Tables changed: those of a commit, or, after a start, whatever stands in the file. */
  readonly onTables: (tables: readonly TableSpec[] | undefined) => void
  readonly onListenerError: (error: unknown) => void
}

export async function createCommits({start, head, eventsAfter, onTables, onListenerError}: CommitsInit): Promise<Commits> {
  const listeners = new Set<(events: readonly StoreEvent[]) => void>()
  let seq = 0
  let closed = false
  let port: WriterPort | undefined
  let starting: Promise<WriterPort> | undefined

  const tell = (events: readonly StoreEvent[]): void => {
    seq = events.at(-1)!.seq
    for (const listener of listeners) {
      try {
        listener(events)
      } catch (error) {
        onListenerError(error)
      }
    }
  }
  const events: WriterEvents = {
    onApplied: (commit, applied) => {
      if (applied.replayed) return
      if (commit.tables) onTables(commit.tables)
      if (applied.records.length > 0) tell(eventsOf(commit, applied))
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
    for (let missed = eventsAfter(seq); missed.length > 0; missed = eventsAfter(seq)) groupByCommit(missed).forEach(tell)
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

function eventsOf({at, by, note, writes, parts}: StoreCommit, {first, commit, records, refused}: Applied): readonly StoreEvent[] {
  const out = new Set(refused.map(({part}) => part))
  const written = parts && out.size > 0 ? writes.filter((_, index) => !out.has(parts[index]!)) : writes
  return records.map(({schema, id, rev, doc}, index) => {
    const {op} = written[index]!
    const gone = op === 'remove' || op === 'purge'
    return {seq: first + index, commit, at, by, schema, id, rev: gone ? rev + 1 : rev, op, doc: op === 'purge' ? null : doc, note: note ?? null}
  })
}

function groupByCommit(events: readonly StoreEvent[]): readonly (readonly StoreEvent[])[] {
  const groups = new Map<number, StoreEvent[]>()
  for (const event of events) groups.set(event.commit, [...groups.get(event.commit) ?? [], event])
  return [...groups.values()]
}
