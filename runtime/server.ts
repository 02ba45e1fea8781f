/** The Node entry of `runtime`: pages as HTML. */
export type {PageNode, PageState} from './page.ts'
export {elementName} from './element-name.ts'
export {escapeHtml, escapeJson} from './ssr/escape.ts'
export {inlineScript, inlineScriptSource} from './ssr/inline-script.ts'
export {renderNodes, type RenderNodesOptions} from './ssr/render-nodes.ts'
export {renderPage, type RenderPageOptions} from './ssr/render-page.ts'
export {renderTemplate} from './ssr/render-template.ts'
