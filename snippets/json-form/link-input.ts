/** A link to a record, found by typing: a combobox as the ARIA practices describe it. */
import {h, type JSX} from 'preact'
import {useEffect, useRef, useState} from 'preact/hooks'
import {isComposing} from '../composing.ts'
import {textOf} from '../form/field-text.ts'
import {icons} from '../icons.ts'
import {type InputProps, shared} from './input-props.ts'
import {type Found, useLinkSearch} from './link-search.ts'
import type {Candidate} from './lookup.ts'

export function LinkInput(props: InputProps): JSX.Element {
  const {field, value, stored, reading, lookup, readOnly, change, hold, leave, learn} = props
  // Undefined: nothing is being typed, and the linked record's title stands there.
  const [words, setWords] = useState<string | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [composing, setComposing] = useState(false)
  // Enter was pressed before the answer to these words had come: its best is taken when it comes.
  const [eager, setEager] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(words)
  latest.current = words
  const before = useRef(value)
  if (words === undefined) before.current = value
  const title = textOf(field, value, reading)
  const list = `${field.id}-list`
  const {found, shown} = useLinkSearch(lookup, field.target, open || eager, words, composing)

  useEffect(() => {
    if (found.kind !== 'found') return
    const [first] = found.options
    const best = words?.trim() && first ? 0 : -1
    setActive(best)
    if (!eager) return
    setEager(false)
    if (best === 0) choose(first!)
  }, [found.kind === 'found' ? found.options : found.kind])

  useEffect(() => {
    // As a call by id, because the active option is drawn only after this ran once.
    (input.current?.getRootNode() as ShadowRoot | undefined)?.getElementById(`${list}-${active}`)?.scrollIntoView({block: 'nearest'})
  }, [active])

  const close = (): void => {
    setOpen(false)
    setEager(false)
    setActive(-1)
  }
  /** What is linked, or nothing, is what stands in the field. */
  const rest = (): void => {
    latest.current = undefined
    setWords(undefined)
    hold(undefined)
    close()
  }
  const choose = (candidate: Candidate): void => {
    learn(candidate.id, candidate.title)
    change(candidate.id)
    rest()
  }
  /** Words are a choice when they are one record's whole name. */
  const settle = async (typed: string): Promise<void> => {
    if (field.target === undefined) return
    const first = textOf(field, stored, reading)
    if (first !== '' && typed.trim() === first.trim()) {
      change(stored)
      return rest()
    }
    const answer = await lookup.called(field.target, typed.trim()).catch(() => undefined)
    if (latest.current !== typed) return
    if (answer?.length === 1) choose(answer[0]!)
    else hold({message: unsettledWords(typed, answer?.length), finish: () => settle(typed)})
  }
  const onInput = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value
    latest.current = typed
    setWords(typed)
    setEager(false)
    setOpen(true)
    if (typed.trim() === '') {
      hold(undefined)
      change(undefined)
    } else hold({message: unsettledWords(typed, 0), finish: () => settle(typed)})
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || readOnly) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      else if (found.kind === 'found' && found.options.length > 0) setActive(next(active, event.key === 'ArrowDown' ? 1 : -1, found.options.length))
    } else if (event.key === 'Enter' && (open || words?.trim())) {
      event.preventDefault()
      const chosen = found.kind === 'found' ? found.options[active] : undefined
      if (chosen) choose(chosen)
      else if (words?.trim() && found.kind === 'searching') setEager(true)
    } else if (event.key === 'Escape' && (open || words !== undefined)) {
      event.preventDefault()
      event.stopPropagation()
      if (value !== before.current) change(before.current)
      rest()
    }
  }
  const onBlur = (): void => {
    close()
    leave()
    if (words?.trim() === '') rest()
    else if (words !== undefined) void settle(words)
  }

  return h('div', {class: 'combo'},
    h('input', {
      ...shared(props), ref: input, type: 'text', role: 'combobox', 'aria-expanded': open ? 'true' : 'false', 'aria-controls': list, 'aria-autocomplete': 'list',
      'aria-activedescendant': open && active >= 0 && found.kind === 'found' ? `${list}-${active}` : undefined,
      readOnly, value: words ?? title, placeholder: 'Search', spellcheck: false, onKeyDown, onBlur, onInput,
      onClick: () => {
        if (!readOnly) setOpen(true)
      },
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    }),
    value !== undefined && value !== null && !readOnly
      ? h('button', {type: 'button', class: 'clear', 'aria-label': `Clear ${field.label}`, tabIndex: -1, onMouseDown: keepFocus, onClick: () => {
        change(undefined)
        rest()
        input.current?.focus()
      }}, drawn(icons.cross))
      : h('span', {class: 'mark'}, drawn(icons.search)),
    open ? h('ul', {class: 'options', role: 'listbox', id: list, 'aria-label': field.label, 'aria-busy': found.kind === 'searching' ? 'true' : undefined, onMouseDown: keepFocus}, ...rows(found, shown, list, active, choose)) : null,
    h('span', {class: 'hidden-text', role: 'status'}, open ? said(found) : ''))
}

/** While the answer is on its way, what came before it can be looked at, and pressed, but is not the active option. */
function rows(found: Found, shown: readonly Candidate[], list: string, active: number, choose: (candidate: Candidate) => void): readonly JSX.Element[] {
  if (shown.length === 0) return [h('li', {class: 'word', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, said(found))]
  return shown.map((candidate, index) => h('li', {
    key: candidate.id, id: `${list}-${index}`, role: 'option', 'aria-selected': found.kind === 'found' && index === active ? 'true' : 'false', onClick: () => choose(candidate),
  }, candidate.title))
}

function said(found: Found): string {
  if (found.kind === 'searching') return 'Searching…'
  if (found.kind === 'failed') return 'The search did not answer. Try again.'
  return found.options.length === 0 ? 'No match.' : `${found.options.length} found`
}

/** `count`: how many are called so; undefined when nobody could be asked. */
function unsettledWords(typed: string, count: number | undefined): string {
  const name = `“${typed.trim()}”`
  if (count === undefined) return `${name} could not be looked up. Choose from the list, or empty the field.`
  return count > 1 ? `Several are called ${name}: choose one from the list.` : `Nothing is called ${name}: choose from the list, or empty the field.`
}

const next = (active: number, by: number, count: number): number => (active < 0 ? (by > 0 ? 0 : count - 1) : (active + by + count) % count)
const keepFocus = (event: Event): void => event.preventDefault()
const drawn = (path: string): JSX.Element => h('svg', {class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false'}, h('path', {d: path}))
