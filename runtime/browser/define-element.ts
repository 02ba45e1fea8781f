/** Makes a snippet's custom element, and swaps its behaviour in place while a developer types. */
import {hydrate} from '@lit-labs/ssr-client'
import {adoptStyles, type CSSResult, type CSSResultGroup, type CSSResultOrNative, nothing, type PropertyValues, type TemplateResult, unsafeCSS} from 'lit'
import {type Snippet, UiElement, type View} from '../../snippets/index.ts'
import {failureStyles} from '../base-styles.ts'
import {drawSnippet} from '../draw-snippet.ts'
import {elementName} from '../element-name.ts'
import {holdPlace} from './hold-place.ts'
import {keepTyped} from './keep-typed.ts'
import {renewElement} from './renew-element.ts'

interface Definition {
  snippet: Snippet
  behaviour: ElementClass
  /** What the browser knows; it inherits from the behaviour in force. */
  readonly registered: ElementClass
}

type ElementClass = typeof UiElement & {readonly elementStyles: CSSResultOrNative[]}

const definitions = new Map<string, Definition>()
const failure = unsafeCSS(failureStyles)

/** The snippet behind a name, as this page runs it. */
export const findSnippet = (name: string): Snippet | undefined => definitions.get(name)?.snippet

/**
 * Defines `ui-<name>`; elements that the server wrote hydrate at once, keeping their nodes. Called again with another declaration of the same name, it gives the
 * new behaviour and styles to every live element and keeps their state: the properties listed in `static properties`, and what the browser holds.
 */
export function defineElement(snippet: Snippet): void {
  const name = elementName(snippet.name)
  if (!name) throw new Error(`snippet "${snippet.name}" cannot be an element: expected a kebab-case name other than "slot"`)
  const known = definitions.get(snippet.name)
  if (known?.snippet === snippet) return
  const behaviour = behaviourOf(snippet)
  // Reading it finalises the class: accessors and styles are made.
  void behaviour.observedAttributes
  if (known) swapBehaviour(name, known, snippet, behaviour)
  else register(name, snippet, behaviour)
}

function behaviourOf(snippet: Snippet): ElementClass {
  const base = snippet.element ?? UiElement
  const own: readonly CSSResult[] = snippet.styles === undefined ? [] : Array.isArray(snippet.styles) ? snippet.styles : [snippet.styles as CSSResult]

  return class extends base {
    static override styles: CSSResultGroup = [base.styles ?? [], [...own], failure]

    override draw(view: View): TemplateResult | typeof nothing {
      return drawSnippet(snippet, view)
    }

    /** Takes over what the server drew instead of drawing beside it; what the server failed to draw is drawn here. */
    protected override createRenderRoot(): HTMLElement | DocumentFragment {
      const root = this.shadowRoot
      if (!root) return super.createRenderRoot()
      adoptStyles(root, (this.constructor as ElementClass).elementStyles)
      // The same styles are adopted now: dropping the server's copy in the same task changes nothing on the screen.
      root.querySelector('style[data-snippet]')?.remove()
      if (this.hasAttribute('data-failed')) {
        this.removeAttribute('data-failed')
        root.textContent = ''
      }
      return root
    }

    /** Before the page has given it a view, what the server drew stands. */
    protected override shouldUpdate(changed: PropertyValues): boolean {
      return this.view !== undefined && super.shouldUpdate(changed)
    }

    protected override update(changed: PropertyValues): void {
      if (this.hasAttribute('data-failed')) {
        renewElement(this)
        return
      }
      const root = this.renderRoot
      if (this.hasUpdated || !root.hasChildNodes()) super.update(changed)
      else takeOver(this, root, () => hydrate(this.render(), root, this.renderOptions), () => super.update(changed))
    }
  } as unknown as ElementClass
}

/** What the server wrote becomes the element's own, or, where it does not fit, is drawn anew; what a person did to it meanwhile stays. */
function takeOver(element: UiElement, root: HTMLElement | DocumentFragment, hydrateRoot: () => void, draw: () => void): void {
  const goBack = holdPlace(element)
  const opened = [...root.querySelectorAll('details')].map(({open}) => open)
  const typed = keepTyped(root, () => {
    if (!fits(element, root, hydrateRoot)) root.textContent = ''
    draw()
  })
  for (const [index, details] of root.querySelectorAll('details').entries()) details.open = opened[index] ?? details.open
  goBack?.()
  // Behaviour that listens to typing hears of what was typed before it stood here.
  if (typed.length > 0) void element.updateComplete.then(() => typed.forEach(sayTyped))
}

const sayTyped = (field: Element): boolean => field.dispatchEvent(new Event('input', {bubbles: true, composed: true}))

function fits(element: UiElement, root: HTMLElement | DocumentFragment, hydrateRoot: () => void): boolean {
  // A translator came first: its texts are none that could be written to.
  if (root.querySelector('font')) return false
  try {
    hydrateRoot()
    return true
  } catch (error) {
    console.warn(`<${element.localName}> is drawn anew: what the server wrote does not fit its template, so its render is not pure`, error)
    return false
  }
}

/**
 * Between the browser and the behaviour stands one class that never changes: the browser reads constructor and lifecycle callbacks only once. `super` is looked up at each
 * call, so that exchanging what this class inherits from changes every live and future element.
 */
function register(name: string, snippet: Snippet, behaviour: ElementClass): void {
  class Registered extends behaviour {
    static override get observedAttributes(): string[] {
      return (Object.getPrototypeOf(this) as ElementClass).observedAttributes
    }

    override connectedCallback(): void {
      super.connectedCallback()
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback()
    }

    override attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
      super.attributeChangedCallback(attribute, before, after)
    }

    /** With it `moveBefore` is silent: a moved node does not stop and start again. */
    connectedMoveCallback(): void {}
  }
  definitions.set(snippet.name, {snippet, behaviour, registered: Registered})
  customElements.define(name, Registered)
}

function swapBehaviour(name: string, known: Definition, snippet: Snippet, behaviour: ElementClass): void {
  const live = [...document.querySelectorAll<UiElement>(name)]
  const states = live.map(element => [...known.behaviour.elementProperties.keys()].map(key => [key, Reflect.get(element, key) as unknown] as const))
  Object.setPrototypeOf(known.registered, behaviour)
  Object.setPrototypeOf(known.registered.prototype, behaviour.prototype)
  known.snippet = snippet
  known.behaviour = behaviour
  for (const [index, element] of live.entries()) {
    for (const [key, value] of states[index] ?? []) if (behaviour.elementProperties.has(key)) Reflect.set(element, key, value)
    if (element.shadowRoot) adoptStyles(element.shadowRoot, behaviour.elementStyles)
    // A new declaration brings new templates, and Lit draws those from the ground up.
    const goBack = holdPlace(element)
    element.requestUpdate()
    if (goBack) void element.updateComplete.then(goBack)
  }
}
