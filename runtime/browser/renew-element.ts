/** Replaces a node's element that failed to draw: Lit cannot go on in a root that was cleared under it. */
import type {UiElement} from '../../snippets/index.ts'
import {moveElement} from './move-element.ts'

/** A fresh element with the same view, place and children. The children are moved, so they keep everything. */
export function renewElement(failed: UiElement): UiElement {
  const fresh = document.createElement(failed.localName) as UiElement
  for (const {name, value} of failed.attributes) if (name !== 'data-failed') fresh.setAttribute(name, value)
  fresh.view = failed.view
  failed.before(fresh)
  for (const child of Array.from(failed.childNodes)) moveElement(fresh, child, null)
  failed.remove()
  return fresh
}
