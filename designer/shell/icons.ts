/** The designer's own icons; a snippet's icon comes from its manifest. Each is path data for a 24 x 24 box, drawn with a stroke. */
import {html, type TemplateResult} from 'lit'
import {espalierMarkPath} from '../../snippets/index.ts'

const paths = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9.5 6l6 6-6 6',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  desktop: 'M3 5h18v11H3zM9 20h6M12 16v4',
  down: 'M6 9.5l6 6 6-6',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  fx: 'M5 20c2.5 0 3-1.5 3.5-4.500L10 7.500C10.5 5 11.5 4 13.5 4M6 10h7M13.5 12l6 7M19.5 12l-6 7',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  history: 'M4 12a8 8 0 1 0 2.5-5.800M4 4v4h4M12 8v4.500l3 2',
  moveDown: 'M12 5v14M6 13l6 6 6-6',
  moveUp: 'M12 19V5M6 11l6-6 6 6',
  part: 'M5 5h14v14H5z',
  phone: 'M8 3h8v18H8zM11 18h2',
  redo: 'M20 8h-9.500a5.5 5.5 0 0 0 0 11H14M16 4l4 4-4 4',
  screen: 'M4 4h16v16H4zM4 9h16',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21',
  slot: 'M5 5h3M10.5 5h3M16 5h3v3M19 10.500v3M19 16v3h-3M13.5 19h-3M8 19H5v-3M5 13.500v-3M5 8V5',
  tablet: 'M6 3h12v18H6zM11 18h2',
  undo: 'M4 8h9.500a5.5 5.5 0 0 1 0 11H10M8 4L4 8l4 4',
  wifiOff: 'M4 4l16 16M5 11a11 11 0 0 1 3-1.900M19 11a11 11 0 0 0-7-2.900M8.5 14.500a5.5 5.5 0 0 1 6 0M12 18.500v.1',
} as const

export type IconName = keyof typeof paths

/** Hidden from assistive technology: words or a label stand beside it. */
export const icon = (name: IconName): TemplateResult => drawn(paths[name])

/** The icon of a snippet, as its manifest gives it. */
export const snippetIcon = (path: string | undefined): TemplateResult => drawn(path ?? paths.part)

const drawn = (path: string): TemplateResult => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`

/** The product's mark. */
export const mark: TemplateResult = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d=${espalierMarkPath}></path></svg>`
