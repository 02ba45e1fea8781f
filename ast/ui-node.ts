/** A node of a screen, and the screen it stands on: the records `ui_node` and `ui_screen` as values. */
import type {Json, JsonObject} from '../schemas/index.ts'

/** A prop leaf that is computed: `{"$": "record.total * 1.24"}` (CEL). */
export interface Expression {readonly $: string}

/** A named source of data on a node: many records, one record, or one number. Any leaf may be an Expression over `params`, `user`, `today`. */
export interface DataSource {
  /** The schema. */
  readonly from: string
  /** CEL over `record`, `params`, `user`, `today`. */
  readonly where?: string
  /** `["last_name", "-created_at"]`. */
  readonly sort?: readonly string[]
  /** Page size, 1 to 200. */
  readonly limit?: number
  /** Link properties whose records come along. */
  readonly expand?: readonly string[]
  readonly fields?: readonly string[]
  /** One record: its id (or an Expression that gives it). An empty id means a new record. */
  readonly id?: Json
  /** One number over the records that match. */
  readonly measure?: 'count' | 'sum' | 'avg' | 'min' | 'max'
  /** What `sum`, `avg`, `min`, `max` measure. */
  readonly field?: string
}

/** What an event does. `navigate` replaces the page, `open` a new tab. Leaves may be Expressions over `params`, `user`, `row`, `event`. */
export interface Action {
  readonly do: 'navigate' | 'open' | 'create' | 'update' | 'archive' | 'set' | 'refresh' | 'notify' | 'macro'
  readonly to?: Json
  readonly schema?: string
  readonly id?: Json
  readonly data?: Json
  readonly param?: string
  readonly value?: Json
  readonly text?: Json
  readonly tone?: 'info' | 'good' | 'warn' | 'bad'
  readonly name?: string
}

export interface UiNode {
  readonly id: string
  readonly screen_id: string
  /** `null` for the root, and only for it. */
  readonly parent_id: string | null
  /** The parent's slot; `default` unless the parent's snippet names others. */
  readonly slot: string
  /** Fractional index among the siblings of one slot; ties are broken by id. */
  readonly order: string
  readonly snippet: string
  readonly props: JsonObject
  readonly data?: {readonly [source: string]: DataSource} | undefined
  readonly on?: {readonly [event: string]: readonly Action[]} | undefined
  /** Visibility, as CEL. */
  readonly when?: string | undefined
  /** Repetition: CEL that gives a list; the node and its subtree stand once per item, with `item` and `index` in scope. */
  readonly each?: string | undefined
}

export interface Screen {
  readonly id: string
  /** `/companies`, `/companies/:id`. Served under /app. */
  readonly path: string
  readonly title: string
  /** Where it stands in the navigation; absent: not there. */
  readonly nav?: {readonly label: string; readonly order?: number; readonly icon?: string; readonly group?: string} | undefined
  /** JSON Schema of its URL parameters. */
  readonly params?: JsonObject | undefined
  /** Who may open it; absent: everyone signed in. */
  readonly roles?: readonly string[] | undefined
  readonly root_id: string
}
