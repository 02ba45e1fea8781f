/** A page: a screen's tree resolved for one viewer and one address. What the server renders, and what the browser holds. */
import type {Step} from '../ast/index.ts'
import type {JsonObject, WireLiveMessage} from '../schemas/index.ts'
import type {Handler, PageContext, SourceResult} from '../snippets/index.ts'

/**
 * A node with everything computed: hidden nodes are gone, expressions are values, sources are results, actions are handlers, repeated nodes stand once per item
 * (their ids are `<node>~<item>`). It has the shape of a tree's node, so that the tree's own steps, diff and apply serve pages too.
 */
export interface PageNode {
  readonly id: string
  readonly screen_id: string
  readonly parent_id: string | null
  readonly slot: string
  readonly order: string
  readonly snippet: string
  readonly props: JsonObject
  readonly data?: {readonly [source: string]: SourceResult} | undefined
  readonly on?: {readonly [event: string]: Handler} | undefined
  /** Query-name prefix, for nodes that read the address. */
  readonly prefix?: string | undefined
}

export interface PageState {
  /** Root hash of the released tree it was made from. */
  readonly hash: string
  /** The tenant's last event when it was made: live messages after it are news. */
  readonly seq: number
  readonly context: Omit<PageContext, 'prefix'>
  /** In document order, root first. */
  readonly nodes: readonly PageNode[]
  /** Schemas whose records stand on it. */
  readonly schemas: readonly string[]
  /** Further schemas of which only titles stand on it: in `titles` of lists and records. */
  readonly linked?: readonly string[]
  /** Snippet -> URL of its script. */
  readonly scripts: {readonly [snippet: string]: string}
}

/** What the live feed says. */
export type LiveMessage = WireLiveMessage<Step<PageNode>, Step>
