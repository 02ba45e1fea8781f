/** The public face of `commit`. */
export type {Change, Commit, CommitEach, CommitRequest, Committed, CommittedEach, Deed, Derive, DerivedChange, DeriveContext, EachRequest, Outcome} from './change.ts'
export {createCommit, type CommitDeps} from './create-commit.ts'
export {createCommitEach} from './create-commit-each.ts'
export {answerJson, toWire, toWireJson, visibleData, visibleText} from './to-wire.ts'
export {createTurns, type Turns} from './turns.ts'
export {createTakeBack} from './take-back/create-take-back.ts'
export type {TakeBack} from './take-back/take-back.ts'
