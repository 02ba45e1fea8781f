/** The public face of `page`: screens resolved for a viewer, and pages over HTTP. */
export {createPages, type Pages} from './create-pages.ts'
export {hrefOf} from './href-of.ts'
export type {PageDeps} from './page-deps.ts'
export {pageRoutes, type PageRouteDeps} from './page-routes.ts'
export type {PageAsk} from './resolve-page.ts'
export type {Effect, EventAsk} from './run-event.ts'
