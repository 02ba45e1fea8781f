/** The public face of `screens`. */
export {createScreens} from './create-screens.ts'
export {deriveScreen} from './derive-screen.ts'
export {screenRoutes, type ScreenRoutesDeps} from './screen-routes.ts'
export {briefly} from './release-info.ts'
export {namedSnippets} from './named-snippets.ts'
export {mayOpen, mayReadScreens} from './may-open.ts'
export type {ScreensDeps} from './parts.ts'
export type {DraftChange, ItemChange, Patched, PublishAsk, ReleaseChange, ReleasedScreen, ReleaseInfo, ScreenEntry, ScreenProblem, Screens, ScreenSwap} from './screens.ts'
