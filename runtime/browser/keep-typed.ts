/** Keeps what a person typed into server-drawn fields before their behaviour was loaded. */
import {shownBy} from '../../snippets/index.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Runs `change`, then puts typed text, ticks, choices and the caret back where it reset them. Gives the fields that a person had changed. */
export function keepTyped(root: ParentNode, change: () => void): readonly Field[] {
  const changed = [...root.querySelectorAll<Field>('input, textarea, select')].filter(isChanged)
  const putBack = changed.map(remember)
  change()
  for (const restore of putBack) restore()
  return changed
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options]
    // With nothing marked, a drop-down starts at its first option.
    const start = options.some(option => option.defaultSelected) || field.multiple ? options.map(option => option.defaultSelected) : options.map((_, index) => index === 0)
    return options.some((option, index) => option.selected !== start[index])
  }
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) return field.checked !== field.defaultChecked
  if (field instanceof HTMLInputElement && (field.type === 'hidden' || field.type === 'file')) return false
  // Half a date is typed, though its value is empty. A field that shows its text differently than it is written was not touched.
  return field.validity.badInput || field.value !== (field instanceof HTMLSelectElement ? '' : shownBy(field, field.defaultValue))
}

function remember(field: Field): () => void {
  if (field instanceof HTMLSelectElement) {
    const selected = [...field.options].map(option => option.selected)
    return () => selected.forEach((is, index) => {
      const option = field.options[index]
      if (option && option.selected !== is) option.selected = is
    })
  }
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    const {checked} = field
    return () => {
      field.checked = checked
    }
  }
  const {value, selectionStart, selectionEnd, selectionDirection} = field
  return () => {
    if (field.value === value) return
    field.value = value
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none')
  }
}
