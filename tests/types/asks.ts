/** What a request names is looked up in an access: sort, fields, expand, measure, filter. */
import {expandNames, fieldNames, measured, sortKeys} from '../../server/read/check-ask.ts'
import {createFilters} from '../../server/read/filter-of.ts'
import {access, entry} from './given.ts'

sortKeys(['name'], access)
// @ts-expect-error not in a schema entry
sortKeys(['name'], entry)
// @ts-expect-error fields
fieldNames(['name'], entry)
// @ts-expect-error links to expand
expandNames(['team_id'], entry)
// @ts-expect-error what is measured
measured({fn: 'max', field: 'age'}, entry)
// @ts-expect-error a filter
createFilters().of({filter: 'true'}, entry, 'UTC', () => ({}))
