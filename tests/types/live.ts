/** What is told live of records goes through an access. */
import {catchUp} from '../../server/live/catch-up.ts'
import {whyNotFollow} from '../../server/live/may-follow.ts'
import {recordMessage} from '../../server/live/record-messages.ts'
import type {RecordChanges} from '../../server/live/record-messages.ts'
import type {Screens} from '../../server/screens/index.ts'
import {access, accessOf, actor, entry, store} from './given.ts'

declare const changes: RecordChanges
declare const screens: Screens

recordMessage(changes, access)
// @ts-expect-error not by a schema entry
recordMessage(changes, entry)
// @ts-expect-error what was missed
void catchUp(store, screens, new Map(), 1, 2, () => entry)
whyNotFollow({access: accessOf, screens}, actor, {kind: 'releases'})
// @ts-expect-error whether one may follow at all
whyNotFollow({catalog: {find: () => entry}, screens}, actor, {kind: 'releases'})
