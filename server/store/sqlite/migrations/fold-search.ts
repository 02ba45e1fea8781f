/** `foldSearch`: the full-text index holds folded words, and pairs of letters where a script has no spaces. */
import {searchTable} from '../layout.ts'
import {loadSpecs} from '../load-specs.ts'
import {tableName} from '../names.ts'
import {indexRecords} from '../search-index.ts'
import {allDone, type Migration} from './migration.ts'

const rowsAtOnce = 2_000

/** In portions: every record is indexed anew. */
export const foldSearch: Migration = {
  to: 4,
  title: 'the search index is built for every script',
  run(db, position) {
    if (position === undefined) db.exec(`DROP TABLE search; ${searchTable}`)
    const specs = [...loadSpecs(db).values()].toSorted((a, b) => (a.schema < b.schema ? -1 : 1))
    const total = Number(position?.['total'] ?? specs.reduce((sum, {schema}) => sum + Number(db.prepare(`SELECT count(*) FROM ${tableName(schema)}`).pluck().all()[0]), 0))
    const done = Number(position?.['done'] ?? 0)
    const at = specs.findIndex(({schema}) => schema >= String(position?.['schema'] ?? ''))
    const spec = specs[at]
    if (!spec) return allDone
    const {last, count} = indexRecords(db, spec, position?.['schema'] === spec.schema ? Number(position['row']) : 0, rowsAtOnce)
    const next = last === undefined ? specs[at + 1]?.schema : spec.schema
    if (next === undefined) return allDone
    return {share: Math.min((done + count) / Math.max(total, 1), 0.99), next: {schema: next, row: last ?? 0, done: done + count, total}}
  },
}
