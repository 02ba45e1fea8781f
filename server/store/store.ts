/** The store: one tenant's records, events and indexes behind one small async contract. SQLite and PostgreSQL are twins behind it. */
import type {Filter, SortKey} from '../../ast/index.ts'
import type {JsonObject, Via} from '../../schemas/index.ts'
import type {StorageTrouble} from '../errors.ts'

/** What the store must know of a schema to lay out its table; made from the schema by `tableSpec`. */
export interface TableSpec {
  readonly schema: string
  readonly columns: readonly ColumnSpec[]
  /** Compound indexes, by property. */
  readonly indexes: readonly (readonly string[])[]
  /** Properties whose text, joined by a space, names the record in search results. */
  readonly title: readonly string[]
}

export interface ColumnSpec {
  readonly name: string
  readonly type: 'text' | 'integer' | 'real' | 'boolean' | 'json'
  readonly index: boolean
  readonly unique: boolean
  /** Archived records do not count: their value is free for others, and taken when they come back. */
  readonly uniqueAmong?: 'live'
  /** The schema that this property links to. */
  readonly link?: string
  readonly search: boolean
  /** Text that people write: sorted and ordered by `textKey`. Other text (links, days, times) is byte by byte. */
  readonly words?: boolean
  /** Words that an index sorts by: their key is kept beside them. */
  readonly keyed?: boolean
  /** A time: sorted, compared and held unique by its instant. */
  readonly instant?: boolean
  /** A choice from a list, or yes and no: many records share a value. */
  readonly few?: boolean
}

export type RecordState = 'live' | 'archived'

/** `doc` is the record's data as JSON text, exactly as stored. */
export interface StoredRecord {
  readonly id: string
  readonly schema: string
  readonly rev: number
  readonly state: RecordState
  readonly created_at: string
  readonly created_by: string
  readonly updated_at: string
  readonly updated_by: string
  readonly doc: string
}

export type StoreWrite =
  | {readonly op: 'create'; readonly schema: string; readonly id: string; readonly doc: string}
  | {readonly op: 'update'; readonly schema: string; readonly id: string; readonly fromRev: number; readonly doc: string}
  /** `unlinked`: refused where a live record links to it once the commit is written. */
  | {readonly op: 'archive'; readonly schema: string; readonly id: string; readonly fromRev: number; readonly unlinked?: true}
  /** `doc`: what it is from then on, where it cannot come back as it was. */
  | {readonly op: 'restore'; readonly schema: string; readonly id: string; readonly fromRev: number; readonly doc?: string}
  /** Takes the row away; its history stays. For parts of a whole (nodes of a draft). */
  | {readonly op: 'remove'; readonly schema: string; readonly id: string; readonly fromRev: number}
  /** Takes the row away, and blanks it in every event. Refused while other records link to it. */
  | {readonly op: 'purge'; readonly schema: string; readonly id: string}

export type Expectation =
  | {readonly kind: 'rev'; readonly schema: string; readonly id: string; readonly rev: number}
  | {readonly kind: 'exists'; readonly schema: string; readonly id: string}
  | {readonly kind: 'absent'; readonly schema: string; readonly id: string}

/** Why a commit happened; kept once for all of its events. */
export interface Origin {
  /** By which way it came; null where it is older than this record of it. */
  readonly via: Via | null
  /** What caused it: an event (`event:<seq>`), a run (`run:<actor id>/<name>`), what a take-back took back (`take-back:<commit or cause>`). */
  readonly cause: string | null
  /** How many causes stand behind it: 0 for what a person or a program did of itself. */
  readonly depth: number
  /** The id of the person for whom `by` acted. */
  readonly on_behalf_of: string | null
}

/** `meta`: what is to be known of the whole commit beyond its events, such as the steps of a draft. */
export interface CommitOrigin extends Partial<Origin> {readonly meta?: JsonObject}

/**
 * A declarative commit: decided and written inside one transaction of the store's own. All or nothing.
 * Links of created, updated and restored records are checked at the end of the transaction, so that writes may refer to each other in any order;
 * a link is checked where its value changed, or its record is restored: the target must exist and be live.
 * What a schema made a link only later, and leads nowhere, comes back with its record.
 */
export interface StoreCommit {
  /** RFC 3339 UTC. */
  readonly at: string
  /** The actor's id. */
  readonly by: string
  readonly writes: readonly StoreWrite[]
  readonly expect?: readonly Expectation[]
  /** Tables to create or follow, before the writes, in the same transaction. */
  readonly tables?: readonly TableSpec[]
  /**
   * Per write, the number of its part (0, 1, 2 …, never falling): each part stands or falls by itself. Where another record refuses it (`Standing`), it alone is left out; every other failure refuses the commit.
   * No record stands in two parts. Links are checked part by part: they may lead to what an earlier part made.
   */
  readonly parts?: readonly number[]
  /** A repeated key by the same actor with the same fingerprint gives the first outcome again, `memo` too; with another fingerprint it fails. Kept 24 h. */
  readonly idempotency?: {readonly key: string; readonly fingerprint: string; readonly memo?: string}
  readonly note?: string
  readonly origin?: CommitOrigin
  /** Decided as a whole, and nothing of it is written: no event, no seq, no key, no listener hears of it. */
  readonly dry?: true
}

export type CommitFailure =
  | {readonly kind: 'stale'; readonly schema: string; readonly id: string; readonly expected: number; readonly actual: number}
  | {readonly kind: 'exists'; readonly schema: string; readonly id: string}
  | {readonly kind: 'missing'; readonly schema: string; readonly id: string}
  /** `state` is wrong for the verb: archive what is archived, restore what is live, update what is archived. */
  | {readonly kind: 'wrong-state'; readonly schema: string; readonly id: string; readonly state: RecordState}
  | {readonly kind: 'link-broken'; readonly schema: string; readonly id: string; readonly pointer: string; readonly target: string; readonly targetId: string}
  | {readonly kind: 'still-linked'; readonly schema: string; readonly id: string; readonly by: readonly {readonly schema: string; readonly property: string; readonly count: number}[]}
  /** `other` holds the value already. */
  | {readonly kind: 'not-unique'; readonly schema: string; readonly id: string; readonly pointer: string; readonly other: string}
  | {readonly kind: 'key-reused'}

/** What other records have against a part. */
export type Standing = Extract<CommitFailure, {readonly kind: 'exists' | 'link-broken' | 'still-linked' | 'not-unique'}>

/** A part that was left out, by its number. */
export interface RefusedPart {readonly part: number; readonly failure: Standing}

export type CommitOutcome =
  /** `seq` is the last event's; `records` stand in the order of `writes` (as they were after it; a purged or removed one is its last state), without those of refused parts. An empty commit gives the current seq. `memo`: of a replay, what was to be kept with its key. */
  | {readonly ok: true; readonly seq: number; readonly records: readonly StoredRecord[]; readonly refused: readonly RefusedPart[]; readonly replayed: boolean; readonly memo?: string}
  | {readonly ok: false; readonly failure: CommitFailure}

/** One change of one record. `seq` is gap-free and ordered within the tenant; the events of one commit are consecutive and share `commit`. */
export interface StoreEvent extends Origin {
  readonly seq: number
  readonly commit: number
  readonly at: string
  readonly by: string
  readonly schema: string
  readonly id: string
  readonly rev: number
  readonly op: StoreWrite['op']
  /** The record's data after the change as JSON text; null once purged. */
  readonly doc: string | null
  readonly note: string | null
}

/** An event with the record before and after it. Null: it was not there, is no longer there, or was purged since. */
export interface StoreChange extends StoreEvent {readonly before: StoredRecord | null; readonly after: StoredRecord | null}

/** A durable commit, as those hear of it who follow: in order, each once. At least one change. */
export interface CommitNotice {
  readonly commit: number
  /** The seq of its last change. */
  readonly seq: number
  readonly meta: JsonObject | null
  readonly changes: readonly StoreChange[]
}

export interface PageQuery {
  readonly schema: string
  readonly filter?: Filter
  /** Full-text words; every word must match by its beginning, or anywhere in a text of a script without spaces; case, accents and the like do not matter (`foldText`). */
  readonly q?: string
  /** `id` is always appended as the last key, in the direction of the key before it. Text that people write sorts by `textKey`, times by their instant, other text by code point. Null sorts first ascending, last descending. */
  readonly sort?: readonly SortKey[]
  /** 1 to 1000. */
  readonly limit: number
  /** From an earlier page's `next` or `prev`; fails with `invalid-cursor` when it does not belong to this query's sort. */
  readonly cursor?: string
  readonly state?: RecordState | 'all'
}

/** `items` are JSON: a `WireRecord` on each line, with a comma before the line's end; as a binary string, one character for each byte of UTF-8. */
export interface PageText {
  readonly items: string
  readonly next: string | null
  readonly prev: string | null
}

/** `prev` is null on the first page and `next` on the last. A page whose rows have gone leads to the last or the first that are there; both are null where none are. */
export interface StoredPage {
  readonly items: readonly StoredRecord[]
  readonly next: string | null
  readonly prev: string | null
}

/** `cap` stops a count early: the answer is at most cap + 1. Over no records `sum` is 0; `avg`, `min` and `max` are null. All but `count` measure a number. */
export interface Measure {readonly fn: 'count' | 'sum' | 'avg' | 'min' | 'max'; readonly field?: string; readonly cap?: number}

/** Records that hold one value in a property that must be unique: they did so before the rule came, or before it meant what it means now. At most 20 of them are named. */
export interface Duplicate {readonly property: string; readonly ids: readonly string[]}

export interface SearchHit {readonly schema: string; readonly id: string; readonly title: string; /** plain text around the match, with U+E000 and U+E001 around what matched */ readonly snippet: string}

export interface Store {
  /** Resolves once the commit is durable (fsynced): an answer is a promise kept through `kill -9`. Concurrent commits share a transaction's fsync. */
  commit(commit: StoreCommit): Promise<CommitOutcome>
  get(schema: string, id: string): Promise<StoredRecord | undefined>
  /** Those that exist, in no order. */
  getMany(schema: string, ids: readonly string[]): Promise<readonly StoredRecord[]>
  /** The live record whose unique or indexed text property has this value (the oldest, if several). */
  findBy(schema: string, property: string, value: string): Promise<StoredRecord | undefined>
  page(query: PageQuery): Promise<StoredPage>
  /** The same page as text that is ready to be sent, for whoever may see everything that stands in its records. */
  pageText(query: PageQuery): Promise<PageText>
  measure(query: Omit<PageQuery, 'cursor' | 'limit' | 'sort'>, measure: Measure): Promise<number | null>
  search(words: string, schemas: readonly string[], limit: number): Promise<readonly SearchHit[]>
  /** Values that are held several times though they must be unique, at most 100: the rows stay until someone mends them, and a write that leaves one so is refused. */
  duplicates(schema: string): Promise<readonly Duplicate[]>
  /** Newest first. */
  history(schema: string, id: string, limit: number, beforeSeq?: number): Promise<readonly StoreEvent[]>
  /** Events after `seq`, oldest first. */
  events(after: number, limit: number): Promise<readonly StoreEvent[]>
  /** Each with the record before and after it, as the log has them. */
  changesOf(events: readonly StoreEvent[]): Promise<readonly StoreChange[]>
  /** A commit as its notice was, but for what was purged since: at most 1,000 of its changes, those after the seq `after`. Undefined: no such commit, or no more of it. */
  commitOf(commit: number, after?: number): Promise<CommitNotice | undefined>
  /** The numbers of the commits that have this cause, oldest first; those after `after`. */
  commitsCausedBy(cause: string, limit: number, after?: number): Promise<readonly number[]>
  /** The last durable event. */
  seq(): number
  /** Called after each durable commit, in order of `seq`, before `commit` resolves. Returns the way to stop. */
  onCommit(listener: (notice: CommitNotice) => void): () => void
  /** Small facts for /metrics and /readyz. `trouble`: what keeps it from its work, found out without writing while nothing is wrong. */
  health(): Promise<{readonly seq: number; readonly walBytes: number; readonly queued: number; readonly trouble: StorageTrouble | undefined}>
  /** What is known to be wrong, by what reads and writes met. */
  trouble(): StorageTrouble | undefined
  close(): Promise<void>
}
