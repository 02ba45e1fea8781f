/**
 * Puts a new part on the page, as the mouse asked: what is typed next is for what is filled in first on it, and where nothing is, keys mean the part. By touch the focus stays where
 * it is: a keyboard that opens over the page would be in the way.
 */
import type {Spot} from '../commands/places.ts'
import type {Editor} from '../state/create-editor.ts'

export function addByHand(editor: Editor, snippet: string, spot?: Spot): void {
  const hasMouse = matchMedia('(pointer: fine) and (width >= 46rem)').matches
  editor.insert(snippet, spot, hasMouse)
  if (hasMouse && editor.store.get().field === null) document.querySelector<HTMLElement>('.stage')?.focus({preventScroll: true})
}
