/** The input of each kind of field. */
import {type ComponentType, h, type JSX} from 'preact'
import {useRef, useState} from 'preact/hooks'
import {humanize} from '../field-kind.ts'
import {textOf, valueOf} from '../form/field-text.ts'
import type {FormKind} from '../form/form-field.ts'
import {sameValue} from '../form/merge-data.ts'
import {type InputProps, shared} from './input-props.ts'
import {LinkInput} from './link-input.ts'

/**
 * The text that stands in an input. What was typed stays as long as it still means the value - `12.` on the way to `12.5` - and gives way when the value changes from
 * elsewhere, or when the field is left.
 */
function useText({field, value, reading, change, leave}: InputProps): {readonly text: string; onInput(event: Event): void; onBlur(): void} {
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const origin = useRef(value)
  if (typed === undefined) origin.current = value
  return {
    text: typed !== undefined && sameValue(valueOf(field, typed, reading, origin.current), value) ? typed : textOf(field, value, reading),
    onInput(event) {
      const text = (event.target as HTMLInputElement).value
      setTyped(text)
      change(valueOf(field, text, reading, origin.current))
    },
    onBlur() {
      setTyped(undefined)
      leave()
    },
  }
}

function TextInput(props: InputProps & {readonly type?: string; readonly more?: Record<string, unknown>}): JSX.Element {
  const {text, onInput, onBlur} = useText(props)
  return h('input', {...shared(props), type: props.type ?? 'text', ...props.more, readOnly: props.readOnly, value: text, onInput, onBlur})
}

function AreaInput(props: InputProps): JSX.Element {
  const {text, onInput, onBlur} = useText(props)
  return h('textarea', {...shared(props), rows: 3, readOnly: props.readOnly, value: text, onInput, onBlur})
}

function NumberInput(props: InputProps): JSX.Element {
  const {schema, kind} = props.field
  const input = h(TextInput, {...props, more: {inputmode: kind === 'integer' ? 'numeric' : 'decimal', class: 'input number'}})
  return kind === 'currency' ? h('div', {class: 'with-unit'}, input, h('span', {class: 'unit'}, schema['x-currency'])) : input
}

function ChoiceInput(props: InputProps): JSX.Element {
  const {field, value, readOnly, change, leave} = props
  const choices = (field.schema.enum ?? []).filter(choice => choice !== null).map(String)
  const now = value === undefined || value === null ? '' : String(value)
  return h('select', {
    ...shared(props), disabled: readOnly, value: now, onBlur: leave,
    onChange: (event: Event) => change(valueOf(field, (event.target as HTMLSelectElement).value, props.reading)),
  }, [
    h('option', {value: ''}, ''),
    ...(now !== '' && !choices.includes(now) ? [h('option', {value: now}, now)] : []),
    ...choices.map(choice => h('option', {value: choice}, humanize(choice))),
  ])
}

function TickInput(props: InputProps): JSX.Element {
  const {value, readOnly, change, leave} = props
  return h('input', {...shared(props), class: 'check', type: 'checkbox', disabled: readOnly, checked: value === true, onBlur: leave, onChange: (event: Event) => change((event.target as HTMLInputElement).checked)})
}

const typed = (type: string): ComponentType<InputProps> => props => h(TextInput, {...props, type})

export const inputs: Readonly<Record<Exclude<FormKind, 'nested'>, ComponentType<InputProps>>> = {
  'text': TextInput,
  'long-text': AreaInput,
  'lines': AreaInput,
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
