/** The public face of `builds`. */
export {openKeptBuilds, type KeptBuilds} from './kept-builds.ts'
export {hashOfBuild, type CurrentBuilds, type SnippetBuild} from './build.ts'
