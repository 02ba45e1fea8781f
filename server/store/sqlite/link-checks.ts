/** `createLinkChecks`: collects what a commit does to links, and checks it once all is written, so that its writes may refer to each other in any order. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {CommitFailure, TableSpec} from '../store.ts'
import {columnName, tableName} from './names.ts'
import {ownValue} from './own-value.ts'
import {Refused} from './refused.ts'
import type {StatementCache} from './statement-cache.ts'

export interface LinkChecks {
  /** Whether the schema has links, so that `wrote` has something to do. */
  concerns(spec: TableSpec): boolean
  /** `before`: what the links were; absent when all of them are to be checked. */
  wrote(spec: TableSpec, id: string, before: JsonObject | undefined, after: JsonObject): void
  /** A record comes back from the archive: its links must lead to live records again, but for those that lead nowhere since a schema made them links. */
  restored(spec: TableSpec, id: string, before: JsonObject, after: JsonObject): void
  tookAway(schema: string, id: string): void
  /** Only live records must not link to it. */
  archived(schema: string, id: string): void
  /** Throws Refused: link-broken or still-linked. */
  check(): void
}

interface Written {readonly spec: TableSpec; readonly id: string; readonly before: JsonObject | undefined; readonly after: JsonObject; readonly returns: boolean}

const keyOf = (schema: string, id: string): string => `${schema}/${id}`

export function createLinkChecks(statements: StatementCache, specs: ReadonlyMap<string, TableSpec>): LinkChecks {
  const written = new Map<string, Written>()
  const gone = new Map<string, {readonly schema: string; readonly id: string}>()
  const left = new Map<string, {readonly schema: string; readonly id: string}>()
  const stateOf = (schema: string, id: string): string | undefined =>
    specs.has(schema) ? statements.prepare(`SELECT state FROM ${tableName(schema)} WHERE id = ?`).pluck().all(id)[0] as string | undefined : undefined

  const broken = ({spec, id, before, after, returns}: Written): CommitFailure | undefined => {
    for (const column of spec.columns) {
      if (column.link === undefined) continue
      const value = ownValue(after, column.name) ?? null
      const stays = before !== undefined && (ownValue(before, column.name) ?? null) === value
      if (value === null || (stays && !returns)) continue
      const targetId = String(value)
      const state = stateOf(column.link, targetId)
      if (state !== 'live' && !(stays && state === undefined)) return {kind: 'link-broken', schema: spec.schema, id, pointer: `/${column.name}`, target: column.link, targetId}
    }
    return undefined
  }

  const stillLinked = (schema: string, id: string, states: string): CommitFailure | undefined => {
    const by = [...specs.values()].flatMap(spec => spec.columns.filter(column => column.link === schema).map(({name: property}) => {
      const sql = `SELECT count(*) FROM ${tableName(spec.schema)} WHERE state IN (${states}) AND ${columnName(property)} = ?`
      return {schema: spec.schema, property, count: statements.prepare(sql).pluck().all(id)[0] as number}
    }))
    const linked = by.filter(({count}) => count > 0)
    return linked.length > 0 ? {kind: 'still-linked', schema, id, by: linked} : undefined
  }

  const note = (write: Written): void => {
    const key = keyOf(write.spec.schema, write.id)
    // What counts is how the record was before the whole commit.
    const earlier = written.get(key)
    written.set(key, earlier ? {...write, before: earlier.before, returns: earlier.returns || write.returns} : write)
  }

  return {
    concerns: spec => spec.columns.some(column => column.link !== undefined),
    wrote: (spec, id, before, after) => note({spec, id, before, after, returns: false}),
    restored: (spec, id, before, after) => note({spec, id, before, after, returns: true}),
    tookAway: (schema, id) => {
      written.delete(keyOf(schema, id))
      gone.set(keyOf(schema, id), {schema, id})
    },
    archived: (schema, id) => void left.set(keyOf(schema, id), {schema, id}),
    check: () => {
      for (const write of written.values()) {
        const failure = broken(write)
        if (failure) throw new Refused(failure)
      }
      for (const {schema, id} of gone.values()) {
        if (stateOf(schema, id) !== undefined) continue
        const failure = stillLinked(schema, id, `'live', 'archived'`)
        if (failure) throw new Refused(failure)
      }
      for (const {schema, id} of left.values()) {
        const failure = stateOf(schema, id) === 'archived' ? stillLinked(schema, id, `'live'`) : undefined
        if (failure) throw new Refused(failure)
      }
    },
  }
}
