/** Chooses one of the icons that snippets know; folded until it is wanted. */
import {html, type TemplateResult} from 'lit'
import {icons} from '../../snippets/index.ts'
import {snippetIcon} from '../shell/icons.ts'

const known: Readonly<Record<string, string>> = icons

/** `undefined`: none. A name that is not known is kept, and shown as the text it is. */
export function iconChoice({id, value, described, onChange}: {readonly id: string; readonly value: string | undefined; readonly described?: unknown; readonly onChange: (name: string | undefined) => void}): TemplateResult {
  const choose = (event: Event, name: string | undefined): void => {
    const box = (event.currentTarget as Element).closest('details')
    box?.removeAttribute('open')
    box?.querySelector('summary')?.focus()
    onChange(name)
  }
  return html`
    <details class="icon-choice">
      <summary class="input" id=${id} aria-describedby=${described} aria-labelledby="${id}-label ${id}-name">${value !== undefined && Object.hasOwn(known, value) ? snippetIcon(known[value]) : ''}<span id="${id}-name">${value ? words(value) : 'None'}</span></summary>
      <div role="group" aria-label="Icons">
        <button type="button" class="none" aria-pressed=${!value} @click=${(event: Event) => choose(event, undefined)}>None</button>
        ${Object.entries(known).map(([name, path]) => html`<button type="button" title=${words(name)} aria-label=${words(name)} aria-pressed=${name === value} @click=${(event: Event) => choose(event, name)}>${snippetIcon(path)}</button>`)}
      </div>
    </details>`
}

const words = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
