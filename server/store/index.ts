/** The public face of `store`. */
export {createSqliteStore} from './sqlite/index.ts'
export type {SqliteStoreInit} from './sqlite/index.ts'
export {tableSpec} from './table-spec.ts'
export {invalidCursor} from './invalid-cursor.ts'
export type {
  ColumnSpec, CommitFailure, CommitOutcome, Duplicate, Expectation, Measure, PageQuery, PageText, RecordState, RefusedPart, SearchHit, Store, StoreCommit, StoreEvent, StoredPage, StoredRecord,
  StoreWrite, TableSpec,
} from './store.ts'
