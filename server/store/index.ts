/** The public face of `store`. */
export {createSqliteStore} from './sqlite/index.ts'
export type {SqliteStoreInit} from './sqlite/index.ts'
export {tableSpec} from './table-spec.ts'
export {invalidCursor} from './invalid-cursor.ts'
export type {
  ColumnSpec, CommitFailure, CommitNotice, CommitOrigin, CommitOutcome, Duplicate, Expectation, Measure, Origin, PageQuery, PageText, RecordState, RefusedPart, SearchHit, Store, StoreChange, StoreCommit,
  StoreEvent, StoredPage, StoredRecord, StoreWrite, TableSpec,
} from './store.ts'
