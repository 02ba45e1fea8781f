/** The public face of `store`. */
export {createSqliteStore, verifyTenant} from './sqlite/index.ts'
export type {LogBreak, LogProof, SqliteStoreInit} from './sqlite/index.ts'
export {tableSpec} from './table-spec.ts'
export {invalidCursor} from './invalid-cursor.ts'
export type {
  ColumnSpec, CommitFailure, CommitNotice, CommitOrigin, CommitOutcome, Duplicate, Expectation, Measure, Origin, PageQuery, PageText, RecordState, RefusedPart, SearchHit, Store, StoreChange, StoreCommit,
  StoreEvent, StoredPage, StoredRecord, StoreWrite, TableSpec,
} from './store.ts'
