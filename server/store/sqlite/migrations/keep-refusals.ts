/** `keepRefusals`: with an idempotency key stands what was refused of its commit. */
import type {Migration} from './migration.ts'
import {allDone} from './migration.ts'

export const keepRefusals: Migration = {
  to: 6,
  title: 'what was refused is kept with its key',
  run(db) {
    db.exec('ALTER TABLE idempotency ADD COLUMN refused TEXT; ALTER TABLE idempotency ADD COLUMN memo TEXT')
    return allDone
  },
}
