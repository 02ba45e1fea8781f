/** `Access`: what one actor may see and do of one schema's records. Every way out of records takes one. */
import type {Filter} from '../../ast/index.ts'
import type {JsonObject, RecordSchema, Verb} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {CatalogEntry} from '../catalog/catalog.ts'
import type {ColumnSpec, StoredRecord} from '../store/store.ts'

/** Nothing outside of this folder has what is private here: no literal is an access, and no copy of one with another `hidden`. */
declare abstract class Made {
  private readonly made: true
}

/** Made here alone; a cast to it elsewhere is refused by `tests/layers/access.test.ts`. */
export interface Access extends Made {
  readonly name: string
  readonly version: number
  /** Espalier's own schema. */
  readonly system: boolean
  readonly may: (verb: Verb) => boolean
  /** Names what can be seen of the schema: equal for two that see the same. */
  readonly shape: string
  /** The schema without what is hidden, flat: what a reader sees. */
  readonly schema: RecordSchema
  /** The schema with what may be sent: also secrets, which can be written only; without what is denied or fixed. */
  readonly body: RecordSchema
  /** Properties that are told to nobody (`x-secret`, and those of earlier versions), and those that are not told to this actor. */
  readonly hidden: ReadonlySet<string>
  /** Of the hidden ones, those that are not there for this actor: neither seen nor set. */
  readonly denied: ReadonlySet<string>
  /** Seen, and not set. */
  readonly fixed: ReadonlySet<string>
  /** Records that do not match are not there for this actor. Undefined: all are. */
  readonly rows: Filter | undefined
  /** What can be sorted, filtered and measured by, beside a record's own fields. */
  readonly columns: ReadonlyMap<string, ColumnSpec>
  /** Links that may be followed: property -> schema. */
  readonly links: ReadonlyMap<string, string>
  /** The properties to look for words in, where the index also holds words that are hidden. Undefined: the index may be asked. */
  readonly words: readonly string[] | undefined
  /** Whether the record is among `rows`. */
  readonly covers: (record: StoredRecord) => boolean
  /** Whether it may be read. */
  readonly sees: (record: StoredRecord) => boolean
  /** The record's name for a person, by what may be seen of it; falls back to its id. */
  readonly titleOf: (id: string, data: JsonObject) => string
}

/** What an actor may not, beyond `x-rights`. One object for all whom the same holds for: by it, accesses are remembered. */
export interface Rules {
  /** As the store compares: days that are compared with times are instants already. May speak of what is hidden. */
  readonly rows?: Filter
  readonly hidden?: readonly string[]
  readonly fixed?: readonly string[]
}

/** Undefined: no rules. Not asked for Espalier's own code. */
export type RulesOf = (actor: Actor, entry: CatalogEntry) => Rules | undefined

export interface AccessOf {
  /** Throws NotFound, naming the nearest schema among those the actor may read; with a verb also Forbidden, naming role, verb and schema. */
  accessOf(actor: Actor, schema: string, verb?: Verb): Access
  /** Undefined where there is no such schema, or the actor may not. */
  findAccess(actor: Actor, schema: string, verb?: Verb): Access | undefined
}
