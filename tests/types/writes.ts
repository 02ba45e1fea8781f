/** What is sent is judged by an access beside the schema. */
import {checkNames} from '../../server/commit/check-body.ts'
import {newData} from '../../server/commit/new-data.ts'
import {access, actor, entry, record} from './given.ts'

const change = {op: 'merge', schema: 'team', id: '1', patch: {}} as const
newData(change, {actor, entry, access}, record)
// @ts-expect-error not by the schema alone
newData(change, {actor, entry}, record)
// @ts-expect-error nor by the schema in the place of an access
newData(change, {actor, entry, access: entry}, record)
// @ts-expect-error the names in it
checkNames(['name'], {actor, entry})
