/** The input of each kind of field. */
import {type ComponentType, h, type JSX} from 'preact'
import {useState} from 'preact/hooks'
import {keyOf, offeredChoices} from '../form/choices.ts'
import {textOf, valueOf} from '../form/field-text.ts'
import type {FormKind} from '../form/form-field.ts'
import {sameValue} from '../form/merge-data.ts'
import {isAmbiguous, numberText} from '../form/number-text.ts'
import {readControl} from '../form/read-control.ts'
import type {TextControl} from '../form/shown-by.ts'
import {type InputProps, shared} from './input-props.ts'
import {LinkInput} from './link-input.ts'

interface Typed {readonly text: string; readonly half: boolean}
interface TextEvents {readonly value: string; onInput(event: Event): void; onKeyUp(event: Event): void; onBlur(event: Event): void}

/**
 * The text that stands in an input. What was typed stays as long as it still means the value - `12.` on the way to `12.5` - or is half a value, and gives way when the value
 * changes from elsewhere, or when the field is left.
 */
function useText({field, value, stored, reading, change, hold, leave}: InputProps): TextEvents {
  const [typed, setTyped] = useState<Typed | undefined>(undefined)
  const shown = fitting(field.kind, textOf(field, value, reading))
  const stands = typed && (typed.half || sameValue(valueOf(field, typed.text, reading, stored), value))
  const read = (control: TextControl): boolean => {
    const now = readControl(control, field, reading, stored)
    const half = now.kind === 'half'
    setTyped({text: control.value, half})
    hold(half ? {message: now.message} : undefined)
    if (now.kind === 'untouched' ? !sameValue(value, stored) : now.kind === 'typed') change(now.kind === 'typed' ? now.value : stored)
    return half
  }
  /** A date that is half there says nothing when more is taken out of it, or put in. */
  const lookAgain = (control: TextControl): boolean => {
    const half = typed?.half ?? false
    return control.validity.badInput === half ? half : read(control)
  }
  return {
    value: stands ? typed.text : shown,
    onInput: event => void read(event.target as TextControl),
    onKeyUp: event => void lookAgain(event.target as TextControl),
    onBlur(event) {
      if (!lookAgain(event.target as TextControl)) setTyped(undefined)
      leave()
    },
  }
}

/** What an input takes is what it gives back: else it would be set anew at each drawing, and the caret with it. */
function fitting(kind: FormKind, text: string): string {
  if (areas.has(kind)) return text.replace(/\r\n?/g, '\n')
  const line = text.replace(/[\r\n]/g, '')
  return kind === 'email' || kind === 'url' ? line.replace(/^[\t\f ]+|[\t\f ]+$/g, '') : line
}

const areas: ReadonlySet<FormKind> = new Set(['long-text', 'lines', 'json'])

function TextInput(props: InputProps & {readonly type?: string; readonly more?: Record<string, unknown>}): JSX.Element {
  return h('input', {...shared(props), type: props.type ?? 'text', ...props.more, readOnly: props.readOnly, ...useText(props)})
}

function AreaInput(props: InputProps): JSX.Element {
  return h('textarea', {...shared(props), rows: 3, readOnly: props.readOnly, ...useText(props)})
}

function NumberInput(props: InputProps): JSX.Element {
  const {field: {schema, kind}, value, reading, readOnly} = props
  const text = useText(props)
  const input = h('input', {...shared(props), type: 'text', inputmode: kind === 'integer' ? 'numeric' : 'decimal', class: 'input number', readOnly, ...text})
  // `12,345` is twelve thousand in one language and twelve and a bit in another.
  const said = typeof value === 'number' && isAmbiguous(text.value) && text.value !== numberText(value, reading.locale)
  return h('div', {}, kind === 'currency' ? h('div', {class: 'with-unit'}, input, h('span', {class: 'unit'}, schema['x-currency'])) : input,
    h('p', {class: 'help', role: 'status', hidden: !said}, said ? `Read as ${numberText(value, reading.locale)}.` : ''))
}

function ChoiceInput(props: InputProps): JSX.Element {
  const {field, value, stored, reading, readOnly, change, leave} = props
  const choices = offeredChoices(field.schema, stored)
  return h('select', {
    ...shared(props), disabled: readOnly, value: keyOf(choices, value), onBlur: leave,
    onChange: (event: Event) => {
      const now = readControl(event.target as HTMLSelectElement, field, reading, stored)
      change(now.kind === 'typed' ? now.value : stored)
    },
  }, [h('option', {value: ''}, ''), ...choices.map(({key, label}) => h('option', {value: key}, label))])
}

function TickInput(props: InputProps): JSX.Element {
  const {field, value, stored, reading, readOnly, change, leave} = props
  return h('input', {
    ...shared(props), class: 'check', type: 'checkbox', disabled: readOnly, checked: value === true, onBlur: leave,
    onChange: (event: Event) => {
      const box = event.target as HTMLInputElement
      const now = readControl(box, field, reading, stored)
      // Where an answer is required, a box that was ticked and emptied again says no.
      change(now.kind === 'typed' || field.required && stored === undefined ? box.checked : stored)
    },
  })
}

const typed = (type: string): ComponentType<InputProps> => props => h(TextInput, {...props, type})

export const inputs: Readonly<Record<Exclude<FormKind, 'nested'>, ComponentType<InputProps>>> = {
  'text': TextInput,
  'long-text': AreaInput,
  'lines': AreaInput,
  'json': AreaInput,
  'email': typed('email'),
  'url': typed('url'),
  'date': typed('date'),
  'date-time': typed('datetime-local'),
  'integer': NumberInput,
  'number': NumberInput,
  'currency': NumberInput,
  'enum': ChoiceInput,
  'boolean': TickInput,
  'link': LinkInput,
}
