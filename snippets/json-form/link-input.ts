/** A link to a record, found by typing: a combobox as the ARIA practices describe it. */
import {h, type JSX} from 'preact'
import {useEffect, useRef, useState} from 'preact/hooks'
import {icons} from '../icons.ts'
import {textOf} from '../form/field-text.ts'
import {type InputProps, shared} from './input-props.ts'
import type {Candidate} from './lookup.ts'

const pause = 180

type Found = {readonly kind: 'searching'} | {readonly kind: 'found'; readonly options: readonly Candidate[]} | {readonly kind: 'failed'}

export function LinkInput(props: InputProps): JSX.Element {
  const {field, value, reading, lookup, readOnly, change, leave, learn} = props
  // Undefined: nothing is being typed, and the linked record's title stands there.
  const [words, setWords] = useState<string | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Found>({kind: 'searching'})
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const title = textOf(field, value, reading)
  const list = `${field.id}-list`
  const options = found.kind === 'found' ? found.options : []

  const search = async (target: string, signal: AbortSignal): Promise<void> => {
    try {
      const result = await lookup.find(target, words?.trim() ?? '', signal)
      setFound({kind: 'found', options: result})
      setActive(words?.trim() && result.length > 0 ? 0 : -1)
    } catch {
      if (!signal.aborted) setFound({kind: 'failed'})
    }
  }

  useEffect(() => {
    if (!open || field.target === undefined) return undefined
    const abort = new AbortController()
    const target = field.target
    const timer = setTimeout(() => {
      void search(target, abort.signal)
    }, words === undefined ? 0 : pause)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [open, words, field.target])

  useEffect(() => {
    // As a call by id, because the active option is drawn only after this ran once.
    (input.current?.getRootNode() as ShadowRoot | undefined)?.getElementById(`${list}-${active}`)?.scrollIntoView({block: 'nearest'})
  }, [active])

  const close = (): void => {
    setOpen(false)
    setWords(undefined)
    setActive(-1)
  }
  const choose = (candidate: Candidate): void => {
    learn(candidate.id, candidate.title)
    change(candidate.id)
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (readOnly || event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      else if (options.length > 0) setActive(next(active, event.key === 'ArrowDown' ? 1 : -1, options.length))
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      const chosen = options[active]
      if (chosen) choose(chosen)
    } else if (event.key === 'Escape' && (open || words !== undefined)) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  const onBlur = (): void => {
    // Words without a choice are no link: emptied means none, anything else falls back to what it was.
    if (words?.trim() === '' && value !== undefined) change(undefined)
    close()
    leave()
  }

  return h('div', {class: 'combo'},
    h('input', {
      ...shared(props), ref: input, type: 'text', role: 'combobox', 'aria-expanded': open ? 'true' : 'false', 'aria-controls': list, 'aria-autocomplete': 'list',
      'aria-activedescendant': open && active >= 0 ? `${list}-${active}` : undefined,
      readOnly, value: words ?? title, placeholder: 'Search', spellcheck: false, onKeyDown, onBlur,
      onClick: () => {
        if (!readOnly) setOpen(true)
      },
      onInput: (event: Event) => {
        setWords((event.target as HTMLInputElement).value)
        setFound(before => (before.kind === 'found' ? before : {kind: 'searching'}))
        setOpen(true)
      },
    }),
    value !== undefined && value !== null && !readOnly
      ? h('button', {type: 'button', class: 'clear', 'aria-label': `Clear ${field.label}`, tabIndex: -1, onMouseDown: keepFocus, onClick: () => {
        change(undefined)
        close()
        input.current?.focus()
      }}, drawn(icons.cross))
      : h('span', {class: 'mark'}, drawn(icons.search)),
    open ? h('ul', {class: 'options', role: 'listbox', id: list, 'aria-label': field.label, onMouseDown: keepFocus}, ...rows(found, list, active, choose)) : null,
    h('span', {class: 'hidden-text', role: 'status'}, open ? said(found) : ''))
}

function rows(found: Found, list: string, active: number, choose: (candidate: Candidate) => void): readonly JSX.Element[] {
  if (found.kind !== 'found' || found.options.length === 0) return [h('li', {class: 'word', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, said(found))]
  return found.options.map((candidate, index) => h('li', {
    key: candidate.id, id: `${list}-${index}`, role: 'option', 'aria-selected': index === active ? 'true' : 'false', onClick: () => choose(candidate),
  }, candidate.title))
}

function said(found: Found): string {
  if (found.kind === 'searching') return 'Searching…'
  if (found.kind === 'failed') return 'The search did not answer. Try again.'
  return found.options.length === 0 ? 'No match.' : `${found.options.length} found`
}

const next = (active: number, by: number, count: number): number => (active < 0 ? (by > 0 ? 0 : count - 1) : (active + by + count) % count)
const keepFocus = (event: Event): void => event.preventDefault()
const drawn = (path: string): JSX.Element => h('svg', {class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false'}, h('path', {d: path}))
