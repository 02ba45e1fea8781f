/** The public face of `dev`. */
export {findBuild, watchSnippets, type WatchDeps, type Watcher} from './watch-snippets.ts'
