/** The frame of the pages about the person: sign-in, set-up, preferences. Beside them stands a tree on its wires. */
import type {ServerResponse} from 'node:http'
import type {Assets} from '../assets/index.ts'
import {html, type Markup} from './escape-html.ts'
import {espalierMark, espalierPicture} from './espalier-mark.ts'
import {sendPage} from './page-shell.ts'

export type DoorAssets = Pick<Assets, 'style' | 'script'>

/** With the script that tells the browser's time zone; all else works without. */
export function sendDoorPage(response: ServerResponse, assets: DoorAssets, status: number, title: string, body: Markup): void {
  sendPage(response, assets, status, {
    title,
    kind: 'door',
    script: assets.script('zone'),
    body: html`<main class="entry">
  <p class="brand">${espalierMark(30)} Espalier</p>
  ${body}
</main>
<div class="garden">${espalierPicture()}</div>`,
  })
}
