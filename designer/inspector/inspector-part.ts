/** The inspector: everything about the selected node, from its snippet's declaration. */
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import type {UiNode} from '../../ast/index.ts'
import type {RecordSchema} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import {icon, type IconName, snippetIcon} from '../shell/icons.ts'
import {Part} from '../shell/part.ts'
import type {EditorState} from '../state/editor-state.ts'
import {dataFields} from './data-fields.ts'
import {eventFields} from './event-fields.ts'
import type {ExpressionInput} from './expression-input.ts'
import {field} from './field.ts'
import {namesHere, schemasNamed} from './names-here.ts'
import type {NodeView} from './node-view.ts'
import {propFields} from './prop-fields.ts'

export class InspectorPart extends Part {
  static override properties = {...Part.properties, loaded: {state: true}}
  declare loaded: ReadonlyMap<string, RecordSchema>
  #brought: string | null = null
  #schemas: EditorState['schemas'] | undefined
  /** The schemas that were loaded, or are being loaded, since the list changed. */
  #fresh = new Set<string>()

  constructor() {
    super()
    this.loaded = new Map()
  }

  protected uses({draft, selected, problems, manifests, schemas, screens, field: asked}: EditorState): readonly unknown[] {
    return [selected === null ? undefined : draft?.tree.nodes.get(selected), draft?.screen, selected, problems, manifests, schemas, screens, asked]
  }

  protected override willUpdate(): void {
    // The list is another one when a schema has changed: what was loaded may be of yesterday. It stands until it is loaded again, so that no field goes from under the hand.
    if (this.state.schemas === this.#schemas) return
    this.#schemas = this.state.schemas
    this.#fresh = new Set()
  }

  protected override render(): TemplateResult {
    const {draft, selected, manifests} = this.state
    const node = selected === null ? undefined : draft?.tree.nodes.get(selected)
    if (!draft || !node) return html`<div class="nothing"><p>Select a part of the page to change it.</p><p class="quiet">Click it on the page, or choose it in the outline.</p></div>`
    const manifest = manifests.get(node.snippet)
    return html`
      ${this.#head(node, manifest)}
      ${manifest ? keyed(node.id, html`<fieldset class="plain" ?disabled=${!this.state.mayEdit}>${this.#sections(this.#view(node, manifest))}</fieldset>`) : html`<p class="quiet pad">The snippet “${node.snippet}” is not installed here, so its settings are not known. It can be moved or removed.</p>`}`
  }

  #view(node: UiNode, manifest: Manifest): NodeView {
    const {draft, problems, schemas, screens, manifests} = this.state
    const {screen, tree} = draft!
    return {
      node, manifest, schemas, loaded: this.loaded, problems: problems.filter(problem => problem.node === node.id), paths: screens.map(each => each.path), locale: this.state.page?.state.context.locale ?? 'en',
      types: namesHere(screen, tree, manifests, this.loaded, node.id), hasParameter: /:([A-Za-z_]\w*)/.exec(screen.path)?.[1],
      now: () => this.state.draft?.tree.nodes.get(node.id),
      set: (path, value, label, typing) => this.editor.set(node.id, path, value, label, typing),
      announce: text => {
        this.editor.announce(text)
        void this.#drawn().then(keepInSight)
      },
      drawn: () => this.#drawn(),
      choose: (source, from) => void this.editor.chooseSchema(node.id, source, from),
    }
  }

  /** The store tells of what was set in a microtask of its own. */
  async #drawn(): Promise<void> {
    await Promise.resolve()
    await this.updateComplete
  }

  #head(node: UiNode, manifest: Manifest | undefined): TemplateResult {
    const isRoot = node.parent_id === null
    return html`
      <header class="inspector-head">
        ${snippetIcon(manifest?.icon)}
        <h2>${manifest?.title ?? node.snippet}</h2>
        ${isRoot || !this.state.mayEdit ? nothing : html`<div class="tools" role="group" aria-label="This part">
          ${tool('moveUp', 'Move up (Alt ↑)', () => this.editor.nudge(node.id, 'up'))}
          ${tool('moveDown', 'Move down (Alt ↓)', () => this.editor.nudge(node.id, 'down'))}
          ${tool('copy', 'Duplicate (Ctrl D)', () => this.editor.duplicate(node.id))}
          ${tool('bin', 'Remove (Delete)', () => this.editor.remove(node.id))}
        </div>`}
      </header>`
  }

  #sections(view: NodeView): TemplateResult {
    const props = propFields(view)
    const data = dataFields(view)
    const events = eventFields(view)
    return html`
      ${data === nothing ? nothing : section('Shows', data)}
      ${props === nothing ? nothing : section('Settings', props)}
      ${events === nothing ? nothing : section('What happens', events)}
      ${view.node.parent_id === null ? nothing : html`<details class="group" ?open=${hasConditions(view)}><summary>When it shows</summary>${this.#conditions(view)}</details>`}
      <p class="node-id">${view.node.id}</p>`
  }

  #conditions({node, problems, types, set}: NodeView): TemplateResult {
    const expression = (name: 'when' | 'each', label: string, expected: 'boolean' | 'list', placeholder: string, help: string): TemplateResult => field({
      pointer: `/${name}`, label, problems, help,
      control: ({id, described}) => html`
        <designer-expression .fieldId=${id} .described=${described === nothing ? undefined : described} .value=${node[name] ?? ''} .types=${types} .expected=${expected} .placeholder=${placeholder}
          @expression-change=${(event: CustomEvent<string>) => set([name], event.detail || undefined, name === 'when' ? 'Change when it shows' : 'Change its repetition')}></designer-expression>`,
    })
    return html`
      ${expression('when', 'Only when', 'boolean', 'user.role == "admin"', 'Empty: always. On this canvas it always shows.')}
      ${expression('each', 'Once for each of', 'list', '["a", "b"]', 'Empty: once. Within it, item is the current one.')}`
  }

  protected override updated(_changed: PropertyValues): void {
    const {draft, selected, field: asked} = this.state
    if (draft && selected !== null) void this.#load(schemasNamed(draft.tree, selected))
    const wish = asked === null ? null : `${selected} ${asked}`
    if (wish !== this.#brought) {
      this.#brought = wish
      if (asked !== null) void this.#bring(asked)
    }
  }

  /** Brings up the field at the pointer, or the nearest around it. */
  async #bring(pointer: string): Promise<void> {
    // An expression draws itself a moment after what it stands in.
    await Promise.all([...this.querySelectorAll<ExpressionInput>('designer-expression')].map(input => input.updateComplete))
    if (this.state.field !== pointer) return
    const fields = [...this.querySelectorAll<HTMLElement>('[data-pointer]')].filter(({dataset: {pointer: at = ''}}) => pointer === at || pointer.startsWith(`${at}/`) || at.startsWith(`${pointer}/`))
    const best = fields.toSorted((a, b) => Math.abs((a.dataset.pointer ?? '').length - pointer.length) - Math.abs((b.dataset.pointer ?? '').length - pointer.length))[0]
    best?.closest('details')?.setAttribute('open', '')
    best?.scrollIntoView({block: 'center'})
    // What stands beside the label is no value.
    const control = [...best?.querySelectorAll<HTMLElement>('input, select, textarea, button') ?? []].find(each => each.closest('.field-head') === null)
    control?.focus()
    if (this.state.isExample && (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) control.select()
  }

  async #load(names: readonly string[]): Promise<void> {
    const fresh = this.#fresh
    const missing = names.filter(name => !fresh.has(name))
    if (missing.length === 0) return
    for (const name of missing) fresh.add(name)
    const found = await Promise.all(missing.map(async name => [name, await this.editor.schema(name)] as const))
    const known = found.filter((pair): pair is readonly [string, RecordSchema] => pair[1] !== undefined)
    for (const [name, schema] of found) if (schema === undefined) fresh.delete(name)
    if (known.length > 0) this.loaded = new Map([...this.loaded, ...known])
  }
}

/** A list that grows or shrinks moves what has the focus. */
const keepInSight = (): void => document.activeElement?.scrollIntoView({block: 'nearest'})

const tool = (name: IconName, label: string, run: () => void): TemplateResult =>
  html`<button type="button" class="tool" title=${label} aria-label=${label} @click=${run}>${icon(name)}</button>`

const hasConditions = ({node, problems}: NodeView): boolean => node.when !== undefined || node.each !== undefined || problems.some(({pointer}) => pointer.startsWith('/when') || pointer.startsWith('/each'))

const section = (title: string, content: TemplateResult): TemplateResult => html`<section class="group"><h3>${title}</h3>${content}</section>`
