/** An event that the server acts on, as a form that also works without script. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Json} from '../schemas/index.ts'
import type {View} from './view.ts'

/** `content` holds the submit button. `payload` goes along as JSON. */
export function actForm(view: View<unknown>, event: string, content: TemplateResult, payload?: {readonly [name: string]: Json}): TemplateResult {
  const {id, page, host} = view
  const send = (submit: Event): void => {
    submit.preventDefault()
    host?.act(event, payload)
  }
  return html`<form class="act" method="post" action="/app/act" @submit=${send}>
    <input type="hidden" name="screen" value=${page.screen.id}><input type="hidden" name="node" value=${id}><input type="hidden" name="event" value=${event}><input type="hidden" name="user" value=${page.viewer.id}>
    <input type="hidden" name="path" value=${page.path}><input type="hidden" name="query" value=${new URLSearchParams(page.query).toString()}>
    ${payload ? html`<input type="hidden" name="payload" value=${JSON.stringify(payload)}>` : nothing}${content}</form>`
}
