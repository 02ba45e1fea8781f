/** What a migration is: a numbered change of what is stored, run when a tenant is opened. */
import type {Database} from 'better-sqlite3'

export interface Migration {
  /** The layout that it leaves behind; it begins at the one before. */
  readonly to: number
  /** For the one who waits for it: "Migrating: <title> … 40%". */
  readonly title: string
  /**
   * Does a portion of the work inside a transaction, which keeps the portion and its position, so that a start that was cut off goes on behind it. All that fits in one transaction is one portion;
   * what rewrites a million rows is many. `position` is what the portion before left, undefined at first.
   */
  run(db: Database, position: Position | undefined): Portion
}

/** As it is kept in the file. */
export type Position = Readonly<Record<string, string | number>>

/** `share` of the work that is done, 0 to 1; `next` undefined: all of it. */
export interface Portion {readonly share: number; readonly next: Position | undefined}

export const allDone: Portion = {share: 1, next: undefined}
