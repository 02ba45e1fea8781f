/** What stands in a node's shadow root: the snippet's template, or its slots alone. The one place where server and browser could differ. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Snippet, View} from '../snippets/index.ts'

/** Throws what the snippet's `render` throws. */
export function drawSnippet(snippet: Snippet, view: View): TemplateResult | typeof nothing {
  if (snippet.render) return snippet.render(view as View<never>)
  const slots = Object.keys(snippet.slots ?? {})
  if (slots.length === 0) return nothing
  if (slots.length === 1 && slots[0] === 'default') return html`<slot></slot>`
  return html`${slots.map(slot => slot === 'default' ? html`<slot></slot>` : html`<slot name=${slot}></slot>`)}`
}

/** The slots beside the default one, each of which has a `<ui-slot>` wrapper among the element's children, in this order. */
export function namedSlots(snippet: Snippet): readonly string[] {
  return Object.keys(snippet.slots ?? {}).filter(slot => slot !== 'default')
}
