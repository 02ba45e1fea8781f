/** A short list that is chosen from and ordered: columns, sort keys, links to bring along. */
import {html, nothing, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import {icon} from '../shell/icons.ts'

export interface ListItem {readonly value: string; readonly label: string; /** A button of the item's own. */ readonly extra?: TemplateResult}

export interface ListFieldInit {
  readonly label: string
  readonly items: readonly ListItem[]
  /** What can be added. */
  readonly choices: readonly {readonly value: string; readonly label: string}[]
  /** Said where the list is empty. */
  readonly none: string
  readonly onChange: (values: readonly string[]) => void
  /** Is told what was done. */
  readonly announce: (text: string) => void
  readonly most?: number
}

export function listField({label, items, choices, none, onChange, announce, most = 50}: ListFieldInit): TemplateResult {
  const values = items.map(item => item.value)
  const swap = (index: number, by: number): void => {
    const next = [...values]
    const [moved] = next.splice(index, 1)
    next.splice(index + by, 0, moved!)
    onChange(next)
    announce(`${items[index]!.label} is now ${index + by + 1} of ${items.length}.`)
  }
  const takeOut = (index: number): void => {
    onChange(values.filter((_, at) => at !== index))
    announce(`${items[index]!.label} is taken out.`)
  }
  const add = (value: string): void => {
    onChange([...values, value])
    announce(`${choices.find(choice => choice.value === value)?.label ?? value} is added.`)
  }
  return html`
    ${items.length === 0 ? html`<p class="quiet">${none}</p>` : html`
      <ul class="chosen">${repeat(items, item => item.value, (item, index) => html`
        <li>
          <span>${item.label}</span>
          ${item.extra ?? nothing}
          <button type="button" class="tiny" aria-label="Move ${item.label} up" ?disabled=${index === 0} @click=${() => swap(index, -1)}>${icon('moveUp')}</button>
          <button type="button" class="tiny" aria-label="Move ${item.label} down" ?disabled=${index === items.length - 1} @click=${() => swap(index, 1)}>${icon('moveDown')}</button>
          <button type="button" class="tiny" aria-label="Take ${item.label} out" @click=${() => takeOut(index)}>${icon('close')}</button>
        </li>`)}</ul>`}
    ${choices.length > 0 && items.length < most ? html`
      <select class="input" aria-label="Add to ${label}" .value=${''} @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement
        if (select.value) add(select.value)
        select.value = ''
      }}>
        <option value="">Add…</option>
        ${choices.map(choice => html`<option value=${choice.value}>${choice.label}</option>`)}
      </select>` : nothing}`
}
