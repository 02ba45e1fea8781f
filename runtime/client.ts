/** The browser entry of `runtime`: pages that live. Importing it starts nothing; `boot.ts` does. */
export type {LiveMessage, PageNode, PageState} from './page.ts'
export {createLive, type Live, type LiveOptions} from './browser/create-live.ts'
export {createPage, type Page, type PageOptions} from './browser/create-page.ts'
export {createTroubles, type Troubles} from './browser/create-troubles.ts'
export {defineElement, findSnippet} from './browser/define-element.ts'
export {keepFocus} from './browser/keep-focus.ts'
export {loadSnippet} from './browser/load-snippets.ts'
export {moveElement} from './browser/move-element.ts'
