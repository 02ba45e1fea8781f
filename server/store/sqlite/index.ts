/** The public face of `sqlite`. */
export {createSqliteStore} from './sqlite-store.ts'
export type {SqliteStoreInit} from './sqlite-store.ts'
export type {LogBreak, LogProof} from './verify-log.ts'
export {verifyTenant} from './verify-tenant.ts'
