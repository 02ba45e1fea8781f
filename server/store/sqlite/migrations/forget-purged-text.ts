/** `forgetPurgedText`: the full-text index forgets the words of what is taken away at once, and those of what was. */
import type {Migration} from './migration.ts'
import {allDone} from './migration.ts'

/** One transaction: merging the index takes some seconds for a million records. The old pages are overwritten as they are freed. */
export const forgetPurgedText: Migration = {
  to: 2,
  title: 'the search index forgets what was taken away',
  run(db) {
    db.exec(`INSERT INTO search (search, rank) VALUES ('secure-delete', 1); INSERT INTO search (search) VALUES ('optimize');`)
    return allDone
  },
}
