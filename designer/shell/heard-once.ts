/** `<designer-heard-once>`: words of a live region. What is drawn around it draws nothing here, so that words that were translated are not put back, and heard again. */
export class HeardOnce extends HTMLElement {
  #words = ''

  set text(words: string) {
    if (words === this.#words) return
    this.#words = words
    this.textContent = words
  }
}
