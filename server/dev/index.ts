/** The public face of `dev`. */
export {watchSnippets, type WatchDeps, type Watcher} from './watch-snippets.ts'
