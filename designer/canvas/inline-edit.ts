/** Text edited where it stands: a field over the node, for snippets that show one plain text. */
import {findNode} from '../../ast/index.ts'
import {isComposing} from '../../snippets/index.ts'
import {ownText} from '../commands/own-text.ts'
import type {Editor} from '../state/create-editor.ts'
import type {Box} from './find-spot.ts'

/** Enter keeps, Escape does not. Does nothing for a node without a plain text of its own. */
export function editText(editor: Editor, id: string, {left, top, right, bottom}: Box, layer: HTMLElement): void {
  const {draft, manifests} = editor.store.get()
  const node = draft && findNode(draft.tree, id)
  const manifest = manifests.get(node?.snippet ?? '')
  const name = manifest && ownText(manifest)
  const value = name === undefined ? undefined : node?.props[name] ?? manifest?.props[name]?.default ?? ''
  if (!node || name === undefined || typeof value !== 'string') return

  const field = document.createElement('textarea')
  const origin = layer.getBoundingClientRect()
  field.className = 'inline-edit'
  field.setAttribute('aria-label', manifest?.props[name]?.title ?? name)
  field.value = value
  field.rows = 1
  field.style.left = `${left - origin.left}px`
  field.style.top = `${top - origin.top}px`
  field.style.width = `${Math.max(right - left, 160)}px`
  field.style.height = `${Math.max(Math.min(bottom - top, 200), 36)}px`

  let open = true
  const close = (keep: boolean): void => {
    if (!open) return
    open = false
    field.remove()
    if (keep && field.value !== value) editor.set(id, ['props', name], field.value)
  }
  field.addEventListener('blur', () => close(true))
  field.addEventListener('keydown', event => {
    if (!isComposing(event) && (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey))) {
      event.preventDefault()
      close(event.key === 'Enter')
    }
    event.stopPropagation()
  })
  // The layer's outlines are hidden from assistive technology; this field is not part of them.
  layer.parentElement?.append(field)
  field.focus()
  field.select()
}
