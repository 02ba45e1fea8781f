/** Who follows what, by the topic as it is written. */
import type {Connection} from './connection.ts'

export interface Followers {
  add(connection: Connection, topic: string): void
  remove(connection: Connection, topic: string): void
  of(topic: string): ReadonlySet<Connection>
}

const nobody: ReadonlySet<Connection> = new Set()

export function createFollowers(): Followers {
  const byTopic = new Map<string, Set<Connection>>()
  return {
    add(connection, topic) {
      const all = byTopic.get(topic)
      if (all) all.add(connection)
      else byTopic.set(topic, new Set([connection]))
    },
    remove(connection, topic) {
      const all = byTopic.get(topic)
      if (all?.delete(connection) && all.size === 0) byTopic.delete(topic)
    },
    of: topic => byTopic.get(topic) ?? nobody,
  }
}
