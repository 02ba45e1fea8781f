/** The frame of the server's own pages: sign-in, set-up, reference, problems. They need no script. */
import type {ServerResponse} from 'node:http'
import type {Assets} from '../assets/index.ts'
import {html, type Markup} from './escape-html.ts'
import {pageNonce} from './page-nonce.ts'

export interface Shell {
  readonly title: string
  /** A class of the body, which its layout hangs on. */
  readonly kind: 'door' | 'reference' | 'problem'
  readonly body: Markup
  /** The URL of a script that the page is better with, and works without. */
  readonly script?: string
}

export function sendPage(response: ServerResponse, assets: Pick<Assets, 'style'>, status: number, {title, kind, body, script}: Shell): void {
  pageNonce(response)
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Espalier</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style('pages')}">${script && html`
<script type="module" src="${script}"></script>`}
</head>
<body class="${kind}">
${body}
</body>
</html>
`.text
  response.statusCode = status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}
