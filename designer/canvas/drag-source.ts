/** Makes the children of a list draggable with SortableJS. The list itself never changes: the session says where the drop goes, a step does the rest, and the renderer moves the DOM. */
import SortableJs from 'sortablejs'
import type {Dragged, DragSession} from './drag-session.ts'

/** `draggable`: a selector for the list's direct children. Returns the way to stop. */
export function dragSource(list: HTMLElement, draggable: string, dragged: (element: HTMLElement) => Dragged | undefined, session: DragSession): () => void {
  const sortable = SortableJs.create(list, {
    draggable,
    group: {name: 'espalier', pull: false, put: false},
    sort: false,
    animation: 0,
    // The pointer-driven mode looks and behaves the same in every browser, and on touch screens.
    forceFallback: true,
    fallbackOnBody: true,
    fallbackTolerance: 4,
    fallbackClass: 'drag-ghost',
    ghostClass: 'drag-origin',
    chosenClass: 'drag-chosen',
    delay: 200,
    delayOnTouchOnly: true,
    touchStartThreshold: 4,
    scroll: false,
    onStart({item}) {
      const what = dragged(item)
      if (what) session.begin(what)
    },
    // Nothing is sorted while dragging: a page that jumps under the pointer cannot be aimed at.
    onMove: () => false,
    onEnd: () => session.drop(),
  })
  return () => sortable.destroy()
}
