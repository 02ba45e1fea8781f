/** The public face of `sqlite`. */
export {createSqliteStore} from './sqlite-store.ts'
export type {SqliteStoreInit} from './sqlite-store.ts'
