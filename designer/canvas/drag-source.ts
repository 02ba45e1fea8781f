/**
 * What can be dragged. SortableJS tells a press that may become a drag from a tap and from a scroll by touch; from there on the drag is the session's, so that whatever happens to the
 * list or to what was pressed - it is removed, moved, drawn anew - the drag goes on or ends as the session says.
 */
import SortableJs from 'sortablejs'
import type {Dragged, DragSession} from './drag-session.ts'

/** `draggable`: a selector for the list's direct children. Returns the way to stop. */
export function dragSource(list: HTMLElement, draggable: string, dragged: (element: HTMLElement) => Dragged, session: DragSession): () => void {
  const sortable = SortableJs.create(list, {
    draggable,
    // The pointer-driven mode is the same in every browser, and on touch screens.
    forceFallback: true,
    // Never reached: nothing is sorted, and SortableJS follows no pointer.
    fallbackTolerance: Infinity,
    delay: 200,
    delayOnTouchOnly: true,
    touchStartThreshold: 4,
    onChoose({item}: {readonly item: HTMLElement | null}) {
      // What was held by touch may be gone by the end of the delay.
      if (item?.isConnected) session.press(dragged(item), item)
    },
  })
  return () => sortable.destroy()
}
