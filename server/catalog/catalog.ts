/** The schemas in force: what every write is checked against and every read is shaped by. Follows `schema` records at once. */
import type {JsonObject, RecordSchema, Refusal} from '../../schemas/index.ts'
import type {TableSpec} from '../store/store.ts'

/** A record's data before it was changed. `judged`: properties that are checked as if they were new, because whether they are may not show. */
export interface Before {readonly data: JsonObject; readonly judged?: ReadonlySet<string>}

export interface CatalogEntry {
  readonly name: string
  readonly version: number
  readonly doc: RecordSchema
  readonly system: boolean
  readonly spec: TableSpec
  /** Property -> schema it links to. */
  readonly links: ReadonlyMap<string, string>
  /** Where the `schema` record stands: a write that was checked against another revision is checked again. */
  readonly source: {readonly id: string; readonly rev: number}
  /** Properties that never leave the server: `x-secret`, and those that earlier versions had, which records may still hold. */
  readonly secrets: ReadonlySet<string>
  /** The schema without its secret properties, flat: what a reader sees. */
  readonly readable: RecordSchema
  /**
   * Checks a whole record's data; an empty list is a yes. Messages say what was expected and what came. After a change of a record, what fitted no more before it and was not
   * touched is no error.
   */
  validate(data: unknown, before?: Before): readonly Refusal[]
}

export interface Catalog {
  find(name: string): CatalogEntry | undefined
  /** Throws NotFound, naming the nearest schema. */
  get(name: string): CatalogEntry
  list(): readonly CatalogEntry[]
}
