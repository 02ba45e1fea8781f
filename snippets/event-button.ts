/** What a person presses to make a bound event happen: a link where its address is known, otherwise a form. */
import {html, nothing, type TemplateResult} from 'lit'
import {actForm} from './act-form.ts'
import {icon} from './icons.ts'
import {safeHref} from './safe-href.ts'
import type {View} from './view.ts'

export interface ButtonLook {readonly label: string; readonly look?: string; readonly icon?: string | undefined}

/** Where nothing is bound, a button that says it can do nothing. */
export function eventButton(view: View<unknown>, event: string, {label, look = '', icon: name}: ButtonLook): TemplateResult {
  const handler = view.on[event]
  const content = html`${name ? icon(name) : nothing}<span>${label}</span>`
  if (!handler) return html`<button class="button ${look}" type="button" aria-disabled="true">${content}</button>`
  if ('act' in handler) return actForm(view, event, html`<button class="button ${look}" type="submit">${content}</button>`)
  return handler.newTab
    ? html`<a class="button ${look}" href=${safeHref(handler.href)} target="_blank" rel="noopener">${content}<span class="hidden-text"> (opens a new tab)</span></a>`
    : html`<a class="button ${look}" href=${safeHref(handler.href)}>${content}</a>`
}
