/** `createUniqueChecks`: what must be unique, around each write of a row: by SQLite's own indexes, and by hand where duplicates of old stand in the way of one. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {TableSpec} from '../store.ts'
import {findTwin, heldValue, mendDuplicate, type OpenUniques} from './duplicates.ts'
import {among, fieldOf} from './fields.ts'
import {keysOf} from './keys.ts'
import {jsonPath, tableName} from './names.ts'
import {Refused} from './refused.ts'
import type {StatementCache} from './statement-cache.ts'

interface WrittenRow {readonly n: number; readonly id: string; readonly data: JsonObject; readonly isNew: boolean}

export interface UniqueChecks {
  /** Throws Refused: not-unique, naming the holder, or exists. */
  write(spec: TableSpec, row: WrittenRow, run: () => void): void
  takeAway(spec: TableSpec, n: number, run: () => void): void
}

/** `onMended`: the last duplicate of a property is gone. */
export function createUniqueChecks(statements: StatementCache, open: () => OpenUniques, onMended: (spec: TableSpec, property: string) => void): UniqueChecks {
  const watching = (spec: TableSpec, n: number, run: () => void, check: (property: string) => void): void => {
    const properties = open().get(spec.schema) ?? []
    const held = properties.map(property => heldValue(statements, spec, property, n))
    run()
    properties.forEach(check)
    for (const [at, property] of properties.entries()) if (mendDuplicate(statements, spec, property, held[at])) onMended(spec, property)
  }
  return {
    write: (spec, row, run) => watching(spec, row.n, () => refuseDuplicates(statements, spec, row, run), property => {
      const other = findTwin(statements, spec, property, row.n)
      if (other !== undefined) throw notUnique(spec, row.id, property, other)
    }),
    takeAway: (spec, n, run) => watching(spec, n, run, () => {}),
  }
}

/** SQLite says which index was hurt: the one of `id`, or the one of a unique property. */
function refuseDuplicates(statements: StatementCache, spec: TableSpec, {id, data}: WrittenRow, run: () => void): void {
  try {
    run()
  } catch (error) {
    const message = error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE' ? error.message : undefined
    if (message === undefined) throw error
    const property = spec.columns.find(column => column.unique && message.endsWith(`.${fieldOf(spec, column.name).same.plain}`))?.name
    if (property === undefined) throw new Refused({kind: 'exists', schema: spec.schema, id})
    throw notUnique(spec, id, property, findHolder(statements, spec, property, data))
  }
}

function findHolder(statements: StatementCache, spec: TableSpec, property: string, data: JsonObject): string {
  const {same, holds} = fieldOf(spec, property)
  const value = holds === 'instants' ? '?' : `json_extract(?, ${jsonPath(property)})`
  const given = holds === 'instants' ? keysOf(spec.columns.filter(({name}) => name === property), data)[0] : JSON.stringify(data)
  return statements.prepare(`SELECT id FROM ${tableName(spec.schema)} WHERE ${same.sql} = ${value} AND ${among(spec, property)}`).pluck().all(given)[0] as string
}

const notUnique = ({schema}: TableSpec, id: string, property: string, other: string): Refused => new Refused({kind: 'not-unique', schema, id, pointer: `/${property}`, other})
