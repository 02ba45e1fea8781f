/** What a control shows of a text: each kind leaves out what it cannot show (a one-line input line breaks, a date what is no date). */

export type TextControl = HTMLInputElement | HTMLTextAreaElement

/** The `value` of a fresh control of the same kind. In a browser only. */
export function shownBy(control: TextControl, text: string): string {
  const fresh = document.createElement(control.localName) as TextControl
  if (fresh instanceof HTMLInputElement) fresh.type = control.type
  fresh.value = text
  return fresh.value
}
