/** A page as an HTML document. */
import type {PageState} from '../page.ts'
import {documentStyles} from '../base-styles.ts'
import {pageTitle} from '../page-title.ts'
import {escapeHtml, escapeJson} from './escape.ts'
import {inlineScript} from './inline-script.ts'
import {renderNodes, type RenderNodesOptions} from './render-nodes.ts'

export interface RenderPageOptions extends RenderNodesOptions {
  /** `client` boots the page in the browser; `preload` are the scripts it will import. */
  readonly assets: {readonly client: string; readonly css: readonly string[]; readonly preload: readonly string[]}
  /** After the screen's title. */
  readonly product?: string
}

/**
 * Readable, linked and sortable before any script has run; the state that hydrates it is inlined once. It comes in one piece, so browsers that can wait (`rel=expect`) paint
 * it in one piece too: half a grid of columns would shift when its other half is parsed. `lang` is the language of the words: dates and numbers alone follow the viewer's.
 */
export function renderPage(state: PageState, options: RenderPageOptions): string {
  const {assets, nonce, product} = options
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(pageTitle(state, product))}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f4ee">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171613">
${assets.css.map(url => `<link rel="stylesheet" href="${escapeHtml(url)}">`).join('\n')}
<style nonce="${escapeHtml(nonce)}">${documentStyles}</style>
<link rel="expect" href="#page" blocking="render">
${inlineScript}
${[...new Set([assets.client, ...assets.preload])].map(url => `<link rel="modulepreload" href="${escapeHtml(url)}">`).join('\n')}
<script type="module" src="${escapeHtml(assets.client)}"></script>
</head>
<body>
<div id="page">${renderNodes(state, options)}</div>
<script type="application/json" id="page-state">${escapeJson(state)}</script>
</body>
</html>
`
}
