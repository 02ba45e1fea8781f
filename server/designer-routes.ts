/**
 * The designer's page.
 *
 *   GET  /designer, /designer/<anything>   the editor, for those who may read drafts; the rest is its own script's
 */
import {Router, type Response} from 'express'
import {inlineScript} from '../runtime/server.ts'
import {designerOperations, reason} from '../schemas/index.ts'
import type {Actor} from './actor.ts'
import type {Assets} from './assets/index.ts'
import {problem} from './errors.ts'
import {addRoutes, routesOf, type Call} from './http/index.ts'

export interface DesignerRouteDeps {
  readonly assets: Assets
  readonly pageNonce: (response: Response) => string
}

export function designerRoutes({assets, pageNonce}: DesignerRouteDeps): Router {
  const router = Router({caseSensitive: true, strict: true})
  const show = ({actor, request, response}: Pick<Call<typeof designerOperations['showDesigner']>, 'actor' | 'request' | 'response'>): void => {
    if (!actor) {
      response.redirect(303, `/login?next=${encodeURIComponent(request.originalUrl)}`)
      return
    }
    if (actor.role !== 'admin' && actor.role !== 'manager') throw problem('forbidden', {why: reason('designer-for-others', {role: actor.role})})
    // Constructed stylesheets and the JSON form are the designer's own: it needs the page's policy, not a wider one.
    pageNonce(response)
    response.setHeader('Cache-Control', 'private, no-store')
    response.type('html').send(shell(assets, actor))
  }
  addRoutes(router, routesOf(designerOperations, {showDesigner: show, showDesignerAt: show}))
  return router
}

function shell(assets: Assets, {id, name, email, role}: Actor): string {
  const config = {scripts: assets.snippets(), viewer: {id, name, email, role}}
  const script = assets.script('designer')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Designer - Espalier</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style('app')}">
<link rel="stylesheet" href="${assets.style('designer-styles')}">
${inlineScript}
${assets.preload([script]).map(url => `<link rel="modulepreload" href="${url}">`).join('\n')}
<script type="application/json" id="designer-config">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<script type="module" src="${script}"></script>
</head>
<body><div id="designer"></div><noscript>The designer needs JavaScript; the pages that it makes do not.</noscript></body>
</html>
`
}
