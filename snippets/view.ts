/** What a snippet's `render` is given: one node with its expressions computed and its data loaded, under the viewer's rules. */
import type {Json, RecordSchema, WireRecord} from '../schemas/index.ts'
import type {UiElement} from './ui-element.ts'

export interface View<P = {readonly [name: string]: Json | undefined}> {
  readonly id: string
  readonly props: P
  readonly data: {readonly [source: string]: SourceResult | undefined}
  readonly on: {readonly [event: string]: Handler | undefined}
  readonly page: PageContext
  /** The element, in the browser only: event listeners in the template call it (`@click=${() => host?.act('press')}`). */
  readonly host?: UiElement | undefined
}

export interface PageContext {
  readonly screen: {readonly id: string; readonly path: string; readonly title: string}
  /** The page's address: pathname (`/app/companies`) and query. */
  readonly path: string
  readonly query: {readonly [name: string]: string}
  /** Put before this node's query names, with its dot (`a3f9c1.` for `a3f9c1.sort`); empty for the first node that reads the address. */
  readonly prefix: string
  /** BCP 47; dates and numbers are formatted by it, in `timeZone`, the same on the server and in the browser. */
  readonly locale: string
  readonly timeZone: string
  readonly viewer: {readonly id: string; readonly name: string; readonly email: string; readonly role: string}
  /** True on the designer's canvas: links and buttons do nothing there. */
  readonly designing?: boolean
}

/** What an event will do: follow a link that was computed on the server, or ask the server to act. Absent where nothing is bound. */
export type Handler = {readonly href: string; readonly newTab?: boolean} | {readonly act: true}

export type SourceResult = ListResult | RecordResult | NumberResult | NavigationResult | FailedResult

/** One page of records. */
export interface ListResult {
  readonly kind: 'list'
  readonly schema: string
  /** The schema as the viewer may read it. */
  readonly def: RecordSchema
  readonly items: readonly WireRecord[]
  /** Titles of linked records, by id: what a grid shows instead of an id. */
  readonly titles: {readonly [id: string]: string}
  /** The address of each item's per-item event (see the manifest's `events.<name>.per`), in the order of items: `{open: ["/app/companies/0190…"]}`. */
  readonly hrefs: {readonly [event: string]: readonly string[]}
  readonly next: string | null
  readonly prev: string | null
  /** How many match, counted up to 10,000; `more` when there are more than that. */
  readonly total: number
  readonly more: boolean
  /** Nothing is listed for all that there are records: the source takes none of them. */
  readonly leavesOut?: true
  /** What the address asked for, made valid. */
  readonly asked: {readonly sort: string; readonly q: string; readonly limit: number; readonly cursor: string; readonly filters: {readonly [property: string]: string}}
  /** For link and enum filters: choices by property. */
  readonly choices: {readonly [property: string]: readonly {readonly value: string; readonly label: string}[]}
  readonly may: {readonly create: boolean; readonly update: boolean; readonly archive: boolean}
  /** Something asked for could not be done (a stale cursor, a bad filter): said in words, and the rest shown. */
  readonly notice?: string
}

/** One record, or the start of a new one. */
export interface RecordResult {
  readonly kind: 'record'
  readonly schema: string
  readonly def: RecordSchema
  /** null: a new record. */
  readonly record: WireRecord | null
  readonly title: string
  readonly titles: {readonly [id: string]: string}
  readonly may: {readonly create: boolean; readonly update: boolean; readonly archive: boolean}
}

export interface NumberResult {readonly kind: 'number'; readonly value: number | null; readonly currency?: string}

/** For snippets whose manifest says `data: {nav: {kind: 'navigation'}}`: the screens that the viewer may open. */
export interface NavigationResult {readonly kind: 'navigation'; readonly items: readonly {readonly href: string; readonly label: string; readonly icon: string; readonly group: string; readonly current: boolean}[]}

/** The source could not be loaded: not found, not allowed, or broken. The snippet shows `message` in place. */
export interface FailedResult {readonly kind: 'failed'; readonly code: 'not-found' | 'forbidden' | 'broken' | 'unbound'; readonly message: string}
