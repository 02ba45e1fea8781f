/** Keeps what a person typed into server-drawn fields before their behaviour was loaded. */
import {shownBy} from '../../snippets/index.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const fields = 'input, textarea, select'

/**
 * Runs `change`, then puts typed text, ticks, choices and the caret back where it reset them; where it drew the same fields anew, into
 * those. Gives the fields that a person had changed, as they are now.
 */
export function keepTyped(root: ParentNode, change: () => void): readonly Field[] {
  const putBack = [...root.querySelectorAll<Field>(fields)].map(field => isChanged(field) ? remember(field) : undefined)
  const written = [...root.querySelectorAll<HTMLElement>(areas)].map(area => [area, area.innerText] as const)
  change()
  const now = [...root.querySelectorAll<Field>(fields)]
  for (const [index, restore] of putBack.entries()) if (now[index]) restore?.(now[index])
  for (const [index, area] of root.querySelectorAll<HTMLElement>(areas).entries()) {
    const [before, text] = written[index] ?? [area, '']
    if (before !== area && area.innerText !== text) area.innerText = text
  }
  return now.filter((_, index) => putBack[index])
}

const areas = '[contenteditable]:not([contenteditable="false"])'

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

function remember(field: Field): (now: Field) => void {
  if (field instanceof HTMLSelectElement) {
    const selected = [...field.options].map(option => option.selected)
    return now => selected.forEach((is, index) => {
      const option = (now as HTMLSelectElement).options[index]
      if (option && option.selected !== is) option.selected = is
    })
  }
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    const {checked} = field
    return now => {
      (now as HTMLInputElement).checked = checked
    }
  }
  const {value, selectionStart, selectionEnd, selectionDirection} = field
  return now => {
    if (now.value === value || now instanceof HTMLSelectElement) return
    now.value = value
    if (selectionStart !== null) now.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none')
  }
}
