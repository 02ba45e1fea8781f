/** Tells changes of records to those who follow their schema, as far as each may read of it. */
import type {Filter} from '../../ast/index.ts'
import type {Access, AccessOf} from '../access/index.ts'
import type {Store} from '../store/store.ts'
import type {Followers} from './followers.ts'
import {recordMessage, type RecordEvents} from './record-messages.ts'

export interface TellDeps {
  readonly store: Store
  readonly access: AccessOf
  readonly followers: Pick<Followers, 'of'>
}

/** Looks at what each may read when its turn comes. A message is written once for all who may read the same. */
export function tellChanges({store, access: {findAccess}, followers}: TellDeps, events: RecordEvents): void {
  const {schema} = events[0]
  const texts = new Map<Filter | undefined, string | Promise<string | undefined>>()
  for (const connection of followers.of(`records:${schema}`)) {
    connection.queue(() => {
      const access = findAccess(connection.session.actor, schema, 'read')
      if (access === undefined) return
      const text = texts.get(access.rows) ?? textOf(store, events, access)
      texts.set(access.rows, text)
      if (typeof text === 'string') return connection.send(text)
      return text.then(told => (told === undefined ? undefined : connection.send(told)))
    })
  }
}

function textOf(store: Store, events: RecordEvents, access: Access): string | Promise<string | undefined> {
  const message = recordMessage(store, events, access)
  return message instanceof Promise ? message.then(told => told && JSON.stringify(told)) : JSON.stringify(message)
}
