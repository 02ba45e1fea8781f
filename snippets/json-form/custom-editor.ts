/** Hosts a custom element as a field's input: how others bring their own editors without knowing what draws the form. */
import {h, type JSX} from 'preact'
import {useLayoutEffect, useRef} from 'preact/hooks'
import type {Json} from '../../schemas/index.ts'
import type {InputProps} from './input-props.ts'

/** The element is given `value`, `field` and `readOnly` as properties and says `field-change` with `detail: {value}`; no `value` empties the field. */
export interface FieldEditor extends HTMLElement {
  value: Json | undefined
  field: InputProps['field']
  readOnly: boolean
}

export function CustomEditor({tag, field, value, readOnly, describedBy, change, leave}: InputProps & {readonly tag: string}): JSX.Element {
  const host = useRef<FieldEditor>(null)
  const latest = useRef({change, leave})
  latest.current = {change, leave}
  useLayoutEffect(() => {
    if (host.current) Object.assign(host.current, {value, field, readOnly})
  })
  useLayoutEffect(() => {
    const editor = host.current
    const changed = (event: Event): void => latest.current.change((event as CustomEvent<{readonly value?: Json}>).detail.value)
    const left = (): void => latest.current.leave()
    editor?.addEventListener('field-change', changed)
    editor?.addEventListener('focusout', left)
    return () => {
      editor?.removeEventListener('field-change', changed)
      editor?.removeEventListener('focusout', left)
    }
  }, [tag])
  return h(tag, {ref: host, id: field.id, 'aria-labelledby': `${field.id}-label`, 'aria-describedby': describedBy})
}
