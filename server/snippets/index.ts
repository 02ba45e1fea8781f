/** The public face of the server's `snippets`. */
export {loadSnippets, type BrokenSnippet, type SnippetRegistry} from './snippet-registry.ts'
export {mirrorSnippets} from './mirror-snippets.ts'
export {manifestOf} from './manifest-of.ts'
