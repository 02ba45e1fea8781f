/** What is read of the store is cut to an access: pages, counts, expanded records, search, history. */
import {expandedRecords} from '../../server/read/expanded-records.ts'
import {pastSeen} from '../../server/read/past-seen.ts'
import {searchRecords} from '../../server/read/search-records.ts'
import {seenQuery} from '../../server/read/seen-query.ts'
import {access, accessOf, actor, entry, record, store} from './given.ts'

seenQuery({schema: 'team', limit: 1}, access)
// @ts-expect-error not to a schema entry
seenQuery({schema: 'team', limit: 1}, entry)
// @ts-expect-error search
void searchRecords(store, [entry], 'word', 1)
// @ts-expect-error history
void pastSeen(store, entry, record.id, 1)
// @ts-expect-error the records that links lead from
void expandedRecords(store, accessOf, actor, entry, [], [record])
// @ts-expect-error and to
void expandedRecords(store, {find: () => entry}, actor, access, [], [record])
