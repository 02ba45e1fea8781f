/** Pages of the server's own, written as templates that escape everything they are given. */

/** Text that is HTML already. Made by `html` alone. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Piece = Markup | string | number | false | null | undefined | readonly Piece[]

/** Escapes each value, but for what `html` made itself; lists are joined, and false, null and undefined are nothing. Values may stand in text and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let text = strings[0]!
  for (const [index, value] of values.entries()) text += written(value) + strings[index + 1]!
  return new Markup(text)
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
}

function written(piece: Piece): string {
  if (piece instanceof Markup) return piece.text
  if (piece === false || piece === null || piece === undefined) return ''
  if (typeof piece === 'object') return piece.map(written).join('')
  return escapeHtml(String(piece))
}
