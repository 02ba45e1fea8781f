/** The public face of `snippets`: the contract. The snippets themselves are found by folder. */
export {defineSnippet} from './define-snippet.ts'
export type {DataNeed, EventSpec, Manifest, SlotSpec, Snippet, SnippetInit} from './define-snippet.ts'
export type {PropSchema, PropSchemas, PropsOf} from './props.ts'
export {errorBox, UiElement} from './ui-element.ts'
export type {FailedResult, Handler, ListResult, NavigationResult, NumberResult, PageContext, RecordResult, SourceResult, View} from './view.ts'
