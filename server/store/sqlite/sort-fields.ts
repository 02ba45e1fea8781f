/** `sortFields`: the order of a page, made total by `id`. */
import {reason, refusalOf, type Reason} from '../../../schemas/index.ts'
import type {SortKey} from '../../../ast/index.ts'
import {problem, type Problem} from '../../errors.ts'
import type {TableSpec} from '../store.ts'
import type {Field} from './fields.ts'
import {fieldOf, idField} from './fields.ts'

export interface SortField {readonly field: Field; readonly descending: boolean}

const maxKeys = 8

/** `id` comes last, in the direction of the key before it, so that one index serves both directions. Keys after `id` say nothing and are dropped. */
export function sortFields(spec: TableSpec, sort: readonly SortKey[] = []): readonly SortField[] {
  if (sort.length > maxKeys) throw refused(reason('too-many-sort-keys', {most: maxKeys, got: sort.length}))
  const fields: SortField[] = []
  for (const {field: name, descending} of sort) {
    const field = fieldOf(spec, name)
    if (field.kind === 'json') throw refused(reason('not-scalar-to-sort', {name}))
    if (fields.some(other => other.field.name === name)) continue
    fields.push({field, descending})
    if (field === idField) return fields
  }
  return [...fields, {field: idField, descending: fields.at(-1)?.descending ?? false}]
}

export const reversed = (sort: readonly SortField[]): readonly SortField[] => sort.map(({field, descending}) => ({field, descending: !descending}))

const refused = (why: Reason): Problem => problem('unanswerable-query', {}, {errors: [refusalOf('?sort', why)]})
