/** What the one door for writes is asked, and what it answers. */
import type {JsonObject, Via} from '../../schemas/index.ts'
import type {Expectation, StoredRecord, TableSpec} from '../store/store.ts'
import type {Actor} from '../actor.ts'
import type {Access} from '../access/index.ts'
import type {Problem} from '../errors.ts'

/** What must hold of the revision that a change finds; else it is refused with 412. */
export interface RevCondition {
  /** It is this, or one of these. Without it a lost race is tried again on the new state. */
  readonly ifRev?: number | readonly number[]
  /** It is none of these; `any`: the record must not be there at all. */
  readonly ifNotRev?: readonly number[] | 'any'
}

export type Change =
  /** `id`: chosen by the sender, so that other changes of the same commit may link to it; else made here. */
  | {readonly op: 'create'; readonly schema: string; readonly id?: string; readonly data: JsonObject}
  | RevCondition & {readonly op: 'replace'; readonly schema: string; readonly id: string; readonly data: JsonObject}
  /** RFC 7396. */
  | RevCondition & {readonly op: 'merge'; readonly schema: string; readonly id: string; readonly patch: JsonObject}
  /** RFC 6902, on the record's data. */
  | RevCondition & {readonly op: 'json-patch'; readonly schema: string; readonly id: string; readonly ops: readonly unknown[]}
  | RevCondition & {readonly op: 'purge' | 'remove'; readonly schema: string; readonly id: string}
  /** `unlinked`: refused where a live record links to it once the commit is written. From Espalier's own code alone. */
  | RevCondition & {readonly op: 'archive'; readonly schema: string; readonly id: string; readonly unlinked?: true}
  /** `patch` (RFC 7396): what has to be another as it comes back, such as a value that is taken by now. `values`: the same, exactly; from Espalier's own code alone. */
  | RevCondition & {readonly op: 'restore'; readonly schema: string; readonly id: string; readonly patch?: JsonObject; readonly values?: PutBack}
  /** Values as they were, exactly, with the rights and checks of a patch that names the same properties. From Espalier's own code alone. */
  | RevCondition & {readonly op: 'put-back'; readonly schema: string; readonly id: string; readonly values: PutBack}

/** What a record's properties become, and in which order they stand; those that `order` does not name stand behind. */
export interface PutBack {readonly set: JsonObject; readonly unset: readonly string[]; readonly order: readonly string[]}

/** Of all documents that one commit reads and writes together: UTF-16 units, and names at all depths. */
export interface Bounds {readonly text: number; readonly names: number}

/** Why changes are made, beyond by whom. `via`: where it is another than the actor's. See `Origin` of the store. */
export interface Why {
  readonly via?: Via
  readonly cause?: string
  readonly depth?: number
  readonly meta?: JsonObject
}

export interface CommitRequest {
  readonly changes: readonly Change[]
  readonly expect?: readonly Expectation[]
  readonly idempotency?: {readonly key: string; readonly fingerprint: string}
  readonly note?: string
  /** From Espalier's own code alone. */
  readonly why?: Why
  /** Errors name their change, or their expectation, also where there is only one. */
  readonly nameChanges?: true
  readonly bounds?: Bounds
  /** Tables to create or follow in the same transaction. From Espalier's own code alone. */
  readonly tables?: readonly TableSpec[]
}

export type Deed = 'created' | 'updated' | 'unchanged' | 'archived' | 'restored' | 'taken-away'

/**
 * `accesses`: beside each record, what it is to be shown by: of the schema that its write was checked against, whatever came into force since. `deeds`: what became of each.
 * A replay says of a change that changed nothing that it was done, as it then was.
 */
export interface Committed {
  readonly seq: number
  readonly replayed: boolean
  readonly records: readonly StoredRecord[]
  readonly accesses: readonly Access[]
  readonly deeds: readonly Deed[]
}

/**
 * The one door for writes: authorises the actor for every change, refuses what only the server may set, validates against the schema, and lets the store check links,
 * revisions and uniqueness and write, all or nothing. Throws of the error family only; an error names its change when there are several (`/changes/1/data/email`).
 */
export type Commit = (actor: Actor, request: CommitRequest) => Promise<Committed>

export interface EachRequest extends Pick<CommitRequest, 'changes' | 'expect' | 'idempotency' | 'bounds' | 'why'> {}

/** What became of one change. */
export type Outcome =
  | {readonly deed: Deed; readonly record: StoredRecord; readonly access: Access}
  | {readonly refusal: Problem}

export interface CommittedEach {readonly seq: number; readonly replayed: boolean; readonly outcomes: readonly Outcome[]}

/**
 * The same door, where each change stands or falls by itself: those that hold are written in one transaction, with all that was decided about the others kept with the key. No record
 * stands in two changes. Throws, having written nothing, where an expectation does not hold, a key was used for something else, all is too much at once, or others were faster again and again.
 */
export type CommitEach = (actor: Actor, request: EachRequest) => Promise<CommittedEach>

/**
 * What belongs to a write of one schema beyond what was sent: called by the door with the whole new data, before it is validated; may set what only the server may set.
 * `extra` changes are Espalier's own and part of the same commit; they are not derived from again. May be called again when a race was lost. Throws of the error family.
 */
export type Derive = (change: DerivedChange, context: DeriveContext) => Promise<{readonly data: JsonObject; readonly extra?: readonly Change[]}>

export interface DerivedChange {readonly op: 'create' | 'update'; readonly schema: string; readonly id: string; readonly data: JsonObject}
/** `current`: absent for a create. */
export interface DeriveContext {readonly actor: Actor; readonly newId: () => string; readonly current: StoredRecord | undefined}
