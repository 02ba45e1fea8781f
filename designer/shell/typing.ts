/**
 * A text box that keeps what is typed. The stored value shows in it, but never over something half typed: the page is drawn anew whenever a check answers or a colleague saves.
 * Written once, for every box whose value is stored as one goes.
 */
import {type ElementPart, noChange} from 'lit'
import {AsyncDirective, directive} from 'lit/async-directive.js'
import {isComposing} from '../../snippets/index.ts'

type TextBox = HTMLInputElement | HTMLTextAreaElement

export interface Typing {
  /** What the box stands for: another key is another box, though the element stays. */
  readonly key: string
  /** The stored value as text. */
  readonly value: string
  /** Stores the text. `false`: it cannot be stored as it is, so it stays in the box, half typed. */
  readonly save: (text: string) => boolean | void
  /** Stores what was there when the typing began, where `save` cannot say it: a value that was not set at all. */
  readonly restore?: () => void
  /** `input`: stored with every letter. Otherwise when the box is left, goes, or Enter is pressed. */
  readonly on?: 'input' | 'leave'
  /** Enter in a box of several lines stores too; with Shift it makes a line. */
  readonly enterSaves?: boolean
}

const boxes = new WeakMap<EventTarget, TypingDirective>()
const halfTyped = new Set<TypingDirective>()

class TypingDirective extends AsyncDirective {
  #box: TextBox | undefined
  #typing: Typing | undefined
  #shown: string | undefined
  /** What was stored when the typing began; undefined while nothing is half typed. */
  #before: Typing | undefined
  /** The last letter made it what cannot be stored. */
  #refused = false

  override render(_typing: Typing): unknown {
    return noChange
  }

  override update({element}: ElementPart, [typing]: [Typing]): unknown {
    if (this.#box === undefined) this.#take(element as TextBox)
    if (this.#typing !== undefined && typing.key !== this.#typing.key) this.keep()
    this.#typing = typing
    if (!this.#before) this.#show(typing.value)
    return noChange
  }

  protected override disconnected(): void {
    this.keep()
    halfTyped.delete(this)
  }

  get isTyped(): boolean {
    return this.#before !== undefined && this.#box?.value !== this.#before.value
  }

  /** Stores what is half typed. A colleague who changed the value meanwhile was earlier: the last one wins. */
  keep(): void {
    const [box, typing, before] = [this.#box, this.#typing, this.#before]
    if (!box || !typing || !before) return
    if (box.validity.badInput) return
    if (typing.on === 'input' ? this.#refused : box.value !== before.value && box.value !== typing.value && typing.save(box.value) === false) return
    this.#end(box.value)
  }

  #take(box: TextBox): void {
    this.#box = box
    boxes.set(box, this)
    box.addEventListener('input', this.#onInput)
    box.addEventListener('change', this.#onLeave)
    box.addEventListener('blur', this.#onLeave)
    box.addEventListener('keydown', this.#onKey)
  }

  readonly #onInput = (): void => {
    const [box, typing] = [this.#box!, this.#typing!]
    this.#before ??= typing
    halfTyped.add(this)
    if (box.validity.badInput) return
    if (typing.on !== 'input') return
    this.#refused = false
    if (box.value === this.#before.value && this.#before.restore) this.#before.restore()
    else this.#refused = typing.save(box.value) === false
  }

  readonly #onLeave = (): void => {
    this.keep()
    // What is stored may read otherwise, as a number that was too large; it is known when the page has been drawn.
    setTimeout(() => {
      if (this.#before || !this.#typing || this.#typing.value === this.#shown) return
      this.#show(this.#typing.value)
      this.#box?.dispatchEvent(new Event('put-back'))
    })
  }

  readonly #onKey = (event: Event): void => {
    const {key, shiftKey} = event as KeyboardEvent
    if (isComposing(event)) return
    if (key === 'Enter' && !shiftKey && (this.#typing?.enterSaves || this.#box instanceof HTMLInputElement)) {
      if (this.#typing?.enterSaves) event.preventDefault()
      this.keep()
    } else if (key === 'Escape' && this.#before) {
      event.preventDefault()
      event.stopPropagation()
      this.#putBack(this.#before)
    }
  }

  #putBack(before: Typing): void {
    const typing = this.#typing!
    this.#end(undefined)
    this.#show(typing.on === 'input' ? before.value : typing.value)
    if (typing.on === 'input') (before.restore ?? (() => typing.save(before.value)))()
    this.#box!.dispatchEvent(new Event('put-back'))
  }

  #end(shown: string | undefined): void {
    this.#before = undefined
    this.#refused = false
    this.#shown = shown
    halfTyped.delete(this)
  }

  /** Whoever has the box under the cursor keeps the place in it. */
  #show(text: string): void {
    const box = this.#box!
    if (text === this.#shown) return
    this.#shown = text
    if (box.value === text) return
    const {selectionStart: start, selectionEnd: end, value: {length}} = box
    box.value = text
    if (start === null || end === null || box !== document.activeElement) return
    if (start === 0 && end === length && length > 0) box.select()
    else if (end < length) box.setSelectionRange(start, end)
  }
}

/** On the element itself: `<input ${typing({key, value, save})}>`. It says `put-back` when the stored text has taken the place of what was typed. */
export const typing = directive(TypingDirective)

/** Whether a text box is one of these; and if so, whether something is half typed in it. */
export const typedIn = (target: EventTarget | null): boolean | undefined => target === null ? undefined : boxes.get(target)?.isTyped

/** Stores everything that is half typed: before another screen is opened, and before the page goes. */
export function keepTyped(): void {
  for (const box of halfTyped) box.keep()
}
