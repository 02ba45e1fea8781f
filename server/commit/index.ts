/** The public face of `commit`. */
export type {Change, Commit, CommitRequest, Committed, Derive, DerivedChange, DeriveContext} from './change.ts'
export {createCommit, type CommitDeps} from './create-commit.ts'
export {toWire, toWireJson, visibleData, visibleText} from './to-wire.ts'
export {createTurns, type Turns} from './turns.ts'
