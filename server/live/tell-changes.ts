/** Tells changes of records to those who follow their schema, as far as each may read of it. */
import type {Filter} from '../../ast/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Followers} from './followers.ts'
import {recordMessage, type RecordChanges} from './record-messages.ts'

export interface TellDeps {
  readonly access: AccessOf
  readonly followers: Pick<Followers, 'of'>
}

/** Looks at what each may read when its turn comes. A message is written once for all who may read the same. */
export function tellChanges({access: {findAccess}, followers}: TellDeps, changes: RecordChanges): void {
  const {schema} = changes[0]
  const texts = new Map<Filter | undefined, string | undefined>()
  for (const connection of followers.of(`records:${schema}`)) {
    connection.queue(() => {
      const access = findAccess(connection.session.actor, schema, 'read')
      if (access === undefined) return
      if (!texts.has(access.rows)) {
        const message = recordMessage(changes, access)
        texts.set(access.rows, message && JSON.stringify(message))
      }
      const text = texts.get(access.rows)
      if (text !== undefined) connection.send(text)
    })
  }
}
