/** The grid's behaviour in the browser: search as one types, filters in place, rows that open where they are clicked, arrow keys. */
import type {PropertyValues} from 'lit'
import {addressWith, readAddress} from '../address.ts'
import {isComposing} from '../composing.ts'
import {UiElement} from '../ui-element.ts'
import type {PageContext} from '../view.ts'

const pause = 250
/** A date is typed part by part, and each digit of its year makes another date. */
const datePause = 700
/** Before it a year is most likely not typed to its end. */
const firstYear = Date.UTC(1000, 0, 1)

export class DataGridElement extends UiElement {
  private timer: ReturnType<typeof setTimeout> | undefined
  private asked = ''
  private place = ''
  /** Where this grid led to last, and whether by typing: typing on from there makes no other entry in the history. */
  private led: {readonly to: string; readonly typing: boolean} = {to: '', typing: false}
  /** The page is being turned, by what stands below the rows. */
  private turning = false
  /** A date that may not be typed to its end. */
  private dated: HTMLInputElement | undefined

  /** Search follows typing after a pause. */
  typed(event: Event): void {
    // Half a word of an input method is no search; its end is heard of by itself.
    if (!isSearch(event.target) || isComposing(event)) return
    clearTimeout(this.timer)
    const {value} = event.target
    this.timer = setTimeout(() => {
      this.timer = undefined
      const page = this.view?.page
      if (page && readAddress(page.query, page.prefix, page.locale).q !== value.trim()) this.travel(addressWith(page, {q: value.trim()}), true)
    }, pause)
  }

  /** A filter that was chosen or filled in counts at once, a date after a pause or when its field is left. */
  changed({target: field}: Event): void {
    if (!(field instanceof Element) || !field.closest('.panel')) return
    const form = field.closest('form')!
    if (!isDate(field) || field !== this.shadowRoot?.activeElement) return this.ask(form)
    clearTimeout(this.timer)
    this.timer = undefined
    this.dated = field
    if (field.value !== '' && field.valueAsNumber < firstYear) return
    this.timer = setTimeout(() => this.ask(form, true), datePause)
  }

  /** Of what the keys lead to all is seen: a browser is content with a part of it. */
  entered({target}: FocusEvent): void {
    if (target instanceof Element && target.matches('table :focus-visible')) target.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'})
  }

  left({target}: FocusEvent): void {
    this.led = {...this.led, typing: false}
    if (target === this.dated) this.ask(this.dated!.form!)
  }

  submitted(event: Event): void {
    if (!(event.target instanceof HTMLFormElement) || event.target.method !== 'get') return
    event.preventDefault()
    this.ask(event.target)
  }

  /** The whole row opens, but not what is pressable in it, and not while text is being selected. */
  clicked(event: MouseEvent): void {
    this.turning = event.target instanceof Element && event.target.closest('.foot a[href]') !== null
    if (!(event.target instanceof Element) || event.target.closest('a, button, input, select, label, summary') || getSelection()?.type === 'Range') return
    const {ctrlKey, metaKey, shiftKey} = event
    event.target.closest('tr')?.querySelector('a.open')?.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, ctrlKey, metaKey, shiftKey}))
  }

  pressed(event: KeyboardEvent): void {
    if (isComposing(event)) return
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' || event.altKey || event.ctrlKey || event.metaKey) return
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>('a.open')]
    const at = links.indexOf(event.target as HTMLElement)
    if (at < 0 && !(isSearch(event.target) && event.key === 'ArrowDown')) return
    const next = links[event.key === 'ArrowDown' ? at + 1 : at - 1] ?? (at === 0 ? this.renderRoot.querySelector<HTMLElement>('input[type="search"]') : null)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** When the address asks for something else (a chip was removed, the way back), the fields follow; but never the one being typed in, and never at a mere refresh. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    const page = this.view?.page
    if (!page) return
    this.showFirstRows(page)
    const asked = addressWith(page, {cursor: null})
    const [before, active] = [this.asked, this.shadowRoot?.activeElement]
    this.asked = asked
    if (before === '' || before === asked) return
    const ownDoing = this.led.to === hereOf(page)
    if (!ownDoing) this.led = {to: '', typing: false}
    for (const field of this.renderRoot.querySelectorAll<HTMLInputElement | HTMLSelectElement>('.ask input, .ask select')) {
      if (field === active && ownDoing || isSearch(field) && this.timer !== undefined) continue
      if (field instanceof HTMLInputElement) field.value = field.defaultValue
      else for (const option of field.options) option.selected = option.defaultSelected
    }
  }

  /** Other rows than before begin with their first. */
  private showFirstRows({query, prefix, locale}: PageContext): void {
    const {at: _count, ...rows} = readAddress(query, prefix, locale)
    const [before, place] = [this.place, JSON.stringify(rows)]
    this.place = place
    if (before === '' || before === place) return
    this.renderRoot.querySelector('.region')?.scrollTo({top: 0, behavior: 'instant'})
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({block: 'start', behavior: 'instant'})
    this.keepFocusInSight()
  }

  /** Where the first rows and the ways to turn the page are not seen together, the rows have the focus. */
  private keepFocusInSight(): void {
    const region = this.renderRoot.querySelector<HTMLElement>('.region')
    const foot = this.renderRoot.querySelector('.foot')
    const active = this.shadowRoot?.activeElement
    if (this.turning && region && foot && !fitTogether(region, foot)) {
      region.scrollIntoView({block: 'start', behavior: 'instant'})
      region.focus({preventScroll: true})
    } else if (active && !active.closest('.region')) active.scrollIntoView({block: 'nearest', behavior: 'instant'})
    this.turning = false
  }

  private ask(form: HTMLFormElement, typing = false): void {
    const page = this.view?.page
    if (!page) return
    // Half a date looks like none: it is waited for, and pointed at once another field is filled in.
    const half = [...form.elements].find(field => field instanceof HTMLInputElement && field.validity.badInput) as HTMLInputElement | undefined
    if (half) {
      if (half !== this.shadowRoot?.activeElement) half.reportValidity()
      return
    }
    clearTimeout(this.timer)
    this.timer = undefined
    this.dated = undefined
    const query = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]))
    this.travel(addressWith({...page, query}, {}), typing)
  }

  private travel(href: string, typing: boolean): void {
    const page = this.view?.page
    if (!page || page.designing || href === addressWith(page, {})) return
    const replace = typing && this.led.typing && this.led.to === hereOf(page)
    this.led = {to: href, typing}
    this.go(href, {replace})
  }
}

/** Whether both are seen at once, below what sticks to the top of the page. */
function fitTogether(first: Element, last: Element): boolean {
  const room = innerHeight - Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop || '0')
  return last.getBoundingClientRect().bottom - first.getBoundingClientRect().top <= room
}

/** The whole address, with the place of the page in it. */
function hereOf(page: PageContext): string {
  const {cursor, at} = readAddress(page.query, page.prefix, page.locale)
  return addressWith(page, {cursor, at})
}

const isDate = (target: Element): target is HTMLInputElement => target instanceof HTMLInputElement && target.type === 'date'
const isSearch = (target: EventTarget | null): target is HTMLInputElement => target instanceof HTMLInputElement && target.type === 'search'
