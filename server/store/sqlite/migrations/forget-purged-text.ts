/** `forgetPurgedText`: what was taken away before is overwritten: its words in the full-text index, and the pages that it left free. */
import {overwriteFreePages} from '../overwrite-free-pages.ts'
import type {Migration} from './migration.ts'
import {allDone} from './migration.ts'

/** One transaction: merging the index takes some seconds for a million records. */
export const forgetPurgedText: Migration = {
  to: 2,
  title: 'what was taken away is overwritten',
  run(db) {
    db.exec(`INSERT INTO search (search) VALUES ('optimize')`)
    overwriteFreePages(db)
    return allDone
  },
}
