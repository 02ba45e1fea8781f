/** A problem as a calm page: what happened, what to do, and the way back. */
import type {ServerResponse} from 'node:http'
import type {Assets} from '../assets/index.ts'
import type {Problem} from '../errors.ts'
import {html} from './escape-html.ts'
import {espalierMark} from './espalier-mark.ts'
import {sendPage} from './page-shell.ts'

export function sendProblemPage(response: ServerResponse, assets: Pick<Assets, 'style'>, {status, title, message, errors}: Problem, requestId: string): void {
  sendPage(response, assets, status, {
    title,
    kind: 'problem',
    body: html`<main class="problem-card">
  <span class="brand">${espalierMark(28)} Espalier</span>
  <p class="status">${status}</p>
  <h1>${title}</h1>
  <p>${message}</p>
  ${errors.length > 0 && html`<ul>${errors.map(error => html`<li><code>${error.pointer || '/'}</code> ${error.message}</li>`)}</ul>`}
  <p class="ways"><a class="button" href="/app">To the start page</a> ${status === 401 && html`<a class="button quiet" href="/login">Sign in</a>`}</p>
  <p class="fine">Request ${requestId}</p>
</main>`,
  })
}
