/** `keepInstants`: times get a key by which they are sorted, compared and held unique, whatever their offset. */
import {reshapeTables} from './reshape-tables.ts'
import type {Migration} from './migration.ts'

/** In portions: each row that has a time is rewritten. */
export const keepInstants: Migration = {
  to: 3,
  title: 'times are kept as instants',
  run(db, position) {
    if (position === undefined) db.exec('CREATE TABLE _duplicate (schema TEXT NOT NULL, property TEXT NOT NULL, value NOT NULL, PRIMARY KEY (schema, property, value)) WITHOUT ROWID')
    return reshapeTables(db, position)
  },
}
