/** The public face of `live`. */
export {createLive, type Live} from './create-live.ts'
export {liveRoutes} from './live-routes.ts'
export type {LiveDeps, LivePages} from './live-deps.ts'
