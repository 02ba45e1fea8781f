/** What a language has to give: a sentence for each code. */
import type {english} from './english.ts'
import type {Reason, Told} from './reason.ts'

/** Says a reason that is told inside another. */
export type Tell = (reason: Reason) => string

export type Sentences = typeof english.sentences
export type Details = typeof english.details
/** Codes of problems: what a whole request is refused with. */
export type ProblemCode = keyof Details

/** A refusal as it has been said, in the language of the sentence around it. */
export interface Said {readonly pointer: string; readonly message: string}

/** What a problem's words are told beside its refusals. */
export type DetailParams<C extends ProblemCode> = Details[C] extends () => string ? Readonly<Record<string, never>> : Parameters<Details[C]>[0]

/** Titles are by code, or else by status. */
export interface Words {
  readonly sentences: {readonly [C in keyof Sentences]: (...given: [...Told<Sentences[C]>, tell: Tell]) => string}
  readonly details: {readonly [C in ProblemCode]: (params: DetailParams<C>, errors: readonly Said[], tell: Tell) => string}
  readonly titles: {readonly [codeOrStatus in keyof typeof english.titles]: string}
  readonly inChange: typeof english.inChange
}
