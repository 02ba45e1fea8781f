/** The functions of ours that statements call, registered on every connection that reads. */
import type {Database} from 'better-sqlite3'
import {foldText, textKey, timeKey} from '../../../ast/index.ts'
import {fold} from './filter-sql.ts'

/** `alive()` throws what `check` throws. */
export function registerFunctions(db: Database, check: () => void): void {
  db.function('fold', {deterministic: true}, value => typeof value === 'string' ? fold(value) : null)
  db.function('fold_letters', {deterministic: true}, value => typeof value === 'string' ? foldText(value) : null)
  db.function('time_key', {deterministic: true}, value => typeof value === 'string' ? timeKey(value) : value)
  db.function('text_key', {deterministic: true}, value => typeof value === 'string' ? textKey(value) : value)
  db.function('ends_with', {deterministic: true}, (value, end) => typeof value === 'string' && typeof end === 'string' ? Number(value.endsWith(end)) : null)
  db.function('alive', () => {
    check()
    return 1
  })
}
