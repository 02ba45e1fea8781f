/** `defineSnippet`: declares what can stand on a screen. */
import type {CSSResult, TemplateResult} from 'lit'
import {nothing} from 'lit'
import type {PropSchemas, PropsOf} from './props.ts'
import type {UiElement} from './ui-element.ts'
import type {View} from './view.ts'

export interface SlotSpec {readonly title: string; readonly description?: string}

/** What a snippet can be bound to. `list`, `record` and `number` are bound by the admin in `node.data`; `navigation` is given by the page. */
export interface DataNeed {
  readonly kind: 'list' | 'record' | 'number' | 'navigation'
  readonly title: string
  readonly required?: boolean
  /** The list reads sort, paging, search and filters from the address. */
  readonly fromAddress?: boolean
}

/** `per`: happens to one item of that list source; an address bound to it is computed for each item, with the item in scope as `row`. */
export interface EventSpec {readonly title: string; readonly per?: string}

export interface SnippetInit<P extends PropSchemas> {
  /** Kebab-case; the node's element is `ui-<name>`. */
  readonly name: string
  readonly title: string
  readonly description?: string
  /** The inside of a 24 x 24 SVG, as path data: `M4 6h16M4 12h16`. Drawn with a stroke. */
  readonly icon?: string
  readonly group: 'Layout' | 'Content' | 'Data' | 'Forms' | 'Page'
  readonly props: P
  /** The slots that take children. Absent: a leaf. */
  readonly slots?: {readonly [slot: string]: SlotSpec}
  readonly data?: {readonly [source: string]: DataNeed}
  readonly events?: {readonly [event: string]: EventSpec}
  /** For the node's shadow root. Responsive rules use `@container`, never `@media (width)`: a canvas is narrower than its window. */
  readonly styles?: CSSResult | readonly CSSResult[]
  /** Behaviour in the browser. */
  readonly element?: typeof UiElement
  /** Props of a newly dropped node, where the defaults alone would look empty. */
  readonly example?: {readonly [prop: string]: unknown}
  /**
   * Draws the inside of the node's shadow root. Pure: the same view gives the same template, on the server and in the browser.
   * Absent for layout snippets whose CSS on `:host` is enough: the root then holds the slots alone.
   */
  readonly render?: (view: View<PropsOf<P>>) => TemplateResult | typeof nothing
}

/** A snippet as everything but its author sees it. */
export interface Snippet extends Omit<SnippetInit<PropSchemas>, 'render'> {
  // Method syntax on purpose: a registry holds snippets of differing props.
  render?(view: View<never>): TemplateResult | typeof nothing
}

/** The manifest alone: data, as palette, checker, docs and `ui_snippet` records read it. */
export type Manifest = Omit<Snippet, 'render' | 'element' | 'styles'>

/** Freezes a snippet's declaration. Throws when the name is not kebab-case, a default does not fit its prop, or a slot is misnamed. */
export function defineSnippet<const P extends PropSchemas>(init: SnippetInit<P>): Snippet {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(init.name)) throw new Error(`snippet name "${init.name}": expected kebab-case, as in "data-grid"`)
  for (const [prop, schema] of Object.entries(init.props)) {
    if (schema.enum && schema.default !== undefined && !schema.enum.includes(schema.default)) {
      throw new Error(`snippet ${init.name}, prop ${prop}: the default ${JSON.stringify(schema.default)} is none of ${JSON.stringify(schema.enum)}`)
    }
  }
  return Object.freeze({...init} as Snippet)
}
