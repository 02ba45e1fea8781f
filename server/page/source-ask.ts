/** What a source is loaded by. */
import type {DataSource, Scope, UiNode} from '../../ast/index.ts'
import type {DataNeed, Snippet} from '../../snippets/index.ts'
import type {Actor} from '../actor.ts'
import type {ReleasedScreen} from '../screens/screens.ts'
import type {PageDeps} from './page-deps.ts'

export interface SourceAsk {
  readonly deps: PageDeps
  /** With the language that the page is written in. */
  readonly actor: Actor & {readonly language: string}
  readonly released: ReleasedScreen
  readonly node: UiNode
  readonly snippet: Snippet
  readonly name: string
  readonly need: DataNeed
  /** With its expressions computed. */
  readonly source: DataSource
  readonly scope: Scope
  /** The page's address. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly prefix: string
}
