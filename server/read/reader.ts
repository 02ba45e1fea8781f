/** The one door for reads: every answer is under the actor's rules. */
import type {WireRecord} from '../../schemas/index.ts'
import type {Filter} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'
import type {Measure, SearchHit, StoreEvent} from '../store/store.ts'

/** As asked in a query string or by a data source; everything is checked here. */
export interface ListRequest {
  readonly schema: string
  /** CEL over `record`, with `params`, `user`, `today` from `scope` as constants. */
  readonly filter?: string
  readonly scope?: Readonly<Record<string, unknown>>
  /** Anded to `filter`; made by code, as from a grid's column filters. */
  readonly also?: Filter
  readonly q?: string
  /** `["last_name", "-created_at"]` */
  readonly sort?: readonly string[]
  readonly limit?: number
  readonly cursor?: string
  readonly fields?: readonly string[]
  readonly expand?: readonly string[]
  readonly state?: 'live' | 'archived' | 'all'
  /** IANA: whose days the filter means, and which day is `today`. Default: the actor's, else UTC. */
  readonly zone?: string
}

export interface ListAnswer {readonly items: readonly WireRecord[]; readonly next: string | null; readonly prev: string | null}

export interface Reader {
  /** Throws NotFound, the same for what is not there and for what may not be seen; Forbidden only for a whole schema. */
  get(actor: Actor, schema: string, id: string, ask?: {readonly fields?: readonly string[]; readonly expand?: readonly string[]}): Promise<WireRecord>
  list(actor: Actor, request: ListRequest): Promise<ListAnswer>
  /** The same as JSON, `{"items":[…],"next":…,"prev":…}`, without parsing what is only passed on: a binary string, one character for each byte of UTF-8. */
  listJson(actor: Actor, request: ListRequest & {readonly count?: boolean}): Promise<string>
  getJson(actor: Actor, schema: string, id: string, ask?: {readonly fields?: readonly string[]; readonly expand?: readonly string[]}): Promise<{readonly rev: number; readonly json: string}>
  measure(actor: Actor, request: ListRequest, measure: Measure): Promise<number | null>
  /** Titles of records, by id; those that may not be seen or are gone are left out. */
  titles(actor: Actor, ids: ReadonlyMap<string, ReadonlySet<string>>): Promise<{readonly [id: string]: string}>
  search(actor: Actor, words: string, limit: number, schemas?: readonly string[]): Promise<readonly SearchHit[]>
  history(actor: Actor, schema: string, id: string, limit: number, before?: number): Promise<readonly StoreEvent[]>
}
