/** A source that could not be loaded, said calmly in the place of its data. */
import {html, type TemplateResult} from 'lit'
import {icon} from './icons.ts'
import type {FailedResult, SourceResult} from './view.ts'

const notBound: FailedResult = {kind: 'failed', code: 'unbound', message: 'Choose the data to show here.'}

export const failedNotice = (source: SourceResult | undefined): TemplateResult => {
  const failed = source?.kind === 'failed' ? source : notBound
  return html`<div class="notice ${failed.code === 'broken' ? 'bad' : failed.code === 'unbound' ? '' : 'warn'}" role="status">${icon(failed.code === 'unbound' ? 'info' : 'alert')}<span>${failed.message}</span></div>`
}
