/** The public face of `dev`. */
export {createDrawing, type Drawing} from './create-drawing.ts'
export {watchSnippets, type WatchDeps, type Watcher} from './watch-snippets.ts'
