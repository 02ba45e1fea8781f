/** The icons: each the inside of a 24 x 24 SVG as path data, drawn with a stroke. */
import {html, type TemplateResult} from 'lit'

export const icons = {
  'alert': 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1',
  'archive': 'M3 5h18v4H3zM5 9v10h14V9M10 13h4',
  'arrow-down': 'M12 5v14M6 13l6 6 6-6',
  'arrow-up': 'M12 19V5M6 11l6-6 6 6',
  'box': 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  'building': 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  'calendar': 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  'cart': 'M3 4h2.5l2.2 11h10l2-8H6.2M9 19.5a.6.6 0 1 0 .1 0M17 19.5a.6.6 0 1 0 .1 0',
  'chart': 'M4 4v16h16M8 16v-5M12 16V8M16 16v-3',
  'check': 'M5 12.5l4.5 4.5L19 7.5',
  'chevron-down': 'M6 9.5l6 6 6-6',
  'chevron-left': 'M14.5 6l-6 6 6 6',
  'chevron-right': 'M9.5 6l6 6-6 6',
  'clock': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2',
  'cross': 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  'dot': 'M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  'edit': 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  'external': 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  'filter': 'M4 5h16l-6 7.5V19l-4 1.5v-8z',
  'form': 'M4 4h16v16H4zM8 9h8M8 13h8M8 17h4',
  'gear': 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  'grid': 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  'home': 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  'info': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.6v.1',
  'link': 'M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1',
  'list': 'M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1',
  'mail': 'M3 6h18v13H3zM3 7l9 7 9-7',
  'menu': 'M4 7h16M4 12h16M4 17h16',
  'phone': 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3',
  'plus': 'M12 5v14M5 12h14',
  'receipt': 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  'search': 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21',
  'sign-out': 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  'tag': 'M4 4h8l8 8-8 8-8-8zM8.5 8.4v.1',
  'truck': 'M2 6h12v10H2zM14 10h4l4 3.5V16h-8M7 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4M17.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  'user': 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.7-3.7 3.6-6 7.5-6s6.8 2.3 7.5 6',
  'users': 'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.5 3.5 5.2',
} as const

export type IconName = keyof typeof icons

/** An icon beside words, hidden from assistive technology. An unknown name draws a dot, so that a wrong setting is seen and harms nothing. */
export const icon = (name: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${Object.hasOwn(icons, name) ? icons[name as IconName] : icons.dot}></path></svg>`
