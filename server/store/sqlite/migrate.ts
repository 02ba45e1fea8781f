/** `migrate`: brings a tenant of an older layout to the one of this version. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'
import {setImmediate} from 'node:timers/promises'
import {migrations} from './migrations/index.ts'
import type {Migration, Position} from './migrations/migration.ts'
import {isStorageCode} from './storage-failed.ts'

/** `onProgress` is told what is under way, and every tenth of what takes long. Throws, naming the migration; what was migrated until then is kept, and the next call goes on behind it. */
export async function migrate(db: Database, onProgress: (line: string) => void = () => {}): Promise<void> {
  for (const migration of migrations) {
    let said = -1
    while (layoutOf(db) < migration.to) {
      const share = takePortion(db, migration)
      const tenths = Math.floor(share * 10)
      if (tenths > said) onProgress(`Migrating: ${migration.title} … ${tenths * 10}%`)
      said = tenths
      // Signals are heard between portions.
      await setImmediate()
    }
  }
}

/** Halfway between two layouts while a migration is under way, so that neither the version before nor any other takes the file for whole. */
export const layoutOf = (db: Database): number => Number(db.prepare(`SELECT value FROM _meta WHERE key = 'layout'`).pluck().all()[0])

function takePortion(db: Database, {to, title, run}: Migration): number {
  try {
    return db.transaction(() => {
      const {share, next} = run(db, positionOf(db))
      keep(db, 'layout', String(next ? to - 0.5 : to))
      if (next) keep(db, 'migration', JSON.stringify(next))
      else db.prepare(`DELETE FROM _meta WHERE key = 'migration'`).run()
      return share
    }).immediate()
  } catch (error) {
    // A full or failing disk has words of its own.
    if (error instanceof Sqlite.SqliteError && isStorageCode(error.code)) throw error
    throw new Error(`${db.name}: the migration to layout ${to} (${title}) failed: ${(error as Error).message}; nothing is lost, and the next start goes on with it`, {cause: error})
  }
}

function positionOf(db: Database): Position | undefined {
  const text = db.prepare(`SELECT value FROM _meta WHERE key = 'migration'`).pluck().all()[0] as string | undefined
  return text === undefined ? undefined : JSON.parse(text) as Position
}

function keep(db: Database, key: string, value: string): void {
  db.prepare('INSERT INTO _meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
}
