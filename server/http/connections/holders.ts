/** Counts connections by who holds them. */
import type {Connection} from './connection.ts'

export interface Holders {
  add(holder: string, connection: Connection): void
  remove(holder: string, connection: Connection): void
  count(holder: string): number
  /** The oldest first. */
  of(holder: string): Iterable<Connection>
}

export function createHolders(): Holders {
  const all = new Map<string, Set<Connection>>()
  return {
    add(holder, connection) {
      all.set(holder, (all.get(holder) ?? new Set()).add(connection))
    },
    remove(holder, connection) {
      const own = all.get(holder)
      own?.delete(connection)
      if (own?.size === 0) all.delete(holder)
    },
    count: holder => all.get(holder)?.size ?? 0,
    of: holder => all.get(holder) ?? [],
  }
}
