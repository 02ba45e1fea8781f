import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Database} from 'better-sqlite3'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {textKey, type Filter, type SortKey} from '../../../ast/index.ts'
import {tableSpec} from '../table-spec.ts'
import {createCommitter} from './committer.ts'
import {registerFunctions} from './functions.ts'
import {createFile} from './create-file.ts'
import {openForReading, openForWriting} from './open-tenant.ts'
import type {Statement} from './page-sql.ts'
import {branchStatements, measureStatement, scanStatement} from './page-sql.ts'
import type {Cost} from './plan.ts'
import {costOf} from './plan.ts'
import type {SqlValue} from './condition.ts'
import {reversed, sortFields} from './sort-fields.ts'

const spec = tableSpec('contact', {
  title: 'Contact', type: 'object', 'x-indexes': [['status', 'last_name'], ['updated_at']],
  properties: {
    last_name: {type: 'string', 'x-index': true}, email: {type: 'string', 'x-unique': true}, status: {enum: ['lead', 'active'], 'x-index': true}, company_id: {type: 'string'}, city: {type: 'string'},
    birthday: {type: 'string', format: 'date', 'x-index': true}, score: {type: 'integer', 'x-index': true},
  },
})
const folder = mkdtempSync(join(tmpdir(), 'espalier-plan-'))
let db: Database

beforeAll(() => {
  const file = join(folder, 'tenant.db')
  createFile(file)
  const writing = openForWriting(file)
  const committer = createCommitter(writing)
  committer.begin()
  const applied = committer.apply({at: '2024-01-01T00:00:00Z', by: 'ann', writes: [], tables: [spec]})
  committer.end()
  writing.close()
  expect(applied.ok).toBe(true)
  db = openForReading(file)
  registerFunctions(db, () => {})
})
afterAll(() => {
  db.close()
  rmSync(folder, {recursive: true})
})

const explain = ({sql, params}: Statement): readonly string[] =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params, ...(sql.endsWith('LIMIT ? + 0') ? [51] : [])) as {detail: string}[]).map(line => line.detail)
const judge = (statement: Statement): Cost => costOf(explain(statement), statement.filter, statement.place)
const selection = (filter?: Filter, state: 'live' | 'archived' | 'all' = 'live') => ({spec, filter, match: undefined, state})
const by = (...names: readonly string[]): readonly SortKey[] => names.map(name => ({field: name.replace('-', ''), descending: name.startsWith('-')}))
const first = (filter: Filter | undefined, sort: readonly SortKey[] = [], state?: 'archived' | 'all'): Cost => judge(branchStatements(selection(filter, state), sortFields(spec, sort), undefined)[0]!)
const after = (filter: Filter | undefined, sort: readonly SortKey[], values: readonly SqlValue[], backwards = false): readonly Cost[] => {
  const fields = sortFields(spec, sort)
  return branchStatements(selection(filter), backwards ? reversed(fields) : fields, values).map(judge)
}
const status: Filter = {op: 'eq', field: 'status', value: 'active'}

describe('the plan of a page', () => {
  test('an index answers the usual pages alone', () => {
    expect(first(undefined)).toBe('cheap')
    expect(first(undefined, [], 'archived')).toBe('cheap')
    expect(first(undefined, [], 'all')).toBe('cheap')
    expect(first(undefined, by('last_name'))).toBe('cheap')
    expect(first(undefined, by('-last_name'))).toBe('cheap')
    expect(first(undefined, by('-updated_at'))).toBe('cheap')
    expect(first(status, by('last_name'))).toBe('cheap')
    expect(first(status, by('-last_name'))).toBe('cheap')
    expect(first({op: 'eq', field: 'company_id', value: 'c'})).toBe('cheap')
    expect(first({op: 'eq', field: 'company_id', value: null})).toBe('cheap')
    expect(first({op: 'eq', field: 'email', value: 'a@b.test'}, by('last_name'))).toBe('cheap')
    expect(first({op: 'eq', field: 'id', value: 'x'}, by('city'))).toBe('cheap')
    expect(first({op: 'starts', field: 'last_name', value: 'Smi'}, by('last_name'))).toBe('cheap')
    expect(first({op: 'ge', field: 'last_name', value: 'Müller'}, by('last_name'))).toBe('cheap')
    expect(first({op: 'in', field: 'status', values: ['lead']})).toBe('cheap')
    expect(first({op: 'and', args: [{op: 'ge', field: 'birthday', value: '1990-01-01'}, {op: 'lt', field: 'birthday', value: '1991-01-01'}]}, by('-birthday'))).toBe('cheap')
  })

  test('every branch of a deep page, forwards and backwards, is answered by an index alone', () => {
    for (const backwards of [false, true]) {
      for (const name of [textKey('Smith'), null]) {
        for (const sort of [by('last_name'), by('-last_name')]) {
          for (const filter of [undefined, status]) expect(after(filter, sort, [name, 'id'], backwards).every(cost => cost === 'cheap'), JSON.stringify({backwards, name, sort, filter})).toBe(true)
        }
      }
      expect(after(undefined, [], ['id'], backwards)).toEqual(['cheap'])
      expect(after({op: 'lt', field: 'last_name', value: 'n'}, by('last_name'), [textKey('Meyer'), 'id'], backwards).every(cost => cost === 'cheap')).toBe(true)
      expect(after({op: 'gt', field: 'score', value: 10}, by('score'), [500, 'id'], backwards).every(cost => cost === 'cheap')).toBe(true)
      expect(after({op: 'le', field: 'birthday', value: '2000-01-01'}, by('-birthday'), ['1990-01-01', 'id'], backwards).every(cost => cost === 'cheap')).toBe(true)
    }
  })

  test('a cursor from outside the filter does not take the filter away', () => {
    const sort = sortFields(spec, by('score'))
    const branches = branchStatements(selection({op: 'gt', field: 'score', value: 100}), sort, [50, 'id'])
    expect(branches.map(({params}) => params)).toEqual([[100, 50, 'id']])
    expect(branches[0]!.sql).toContain('"p_score" > ?')
    const bounded = branchStatements(selection({op: 'lt', field: 'score', value: 100}), reversed(sort), [50, 'id'])
    expect(bounded.some(({sql}) => sql.includes('IS NULL'))).toBe(false)
  })

  test('a sort whose first key has an index sorts within that key only', () => {
    for (const statement of [branchStatements, scanStatement].flatMap(make => make(selection(), sortFields(spec, by('last_name', 'city')), undefined))) {
      expect(explain(statement)).toEqual(['SEARCH r USING INDEX i.contact.last_name (state=?)', 'USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY'])
    }
  })

  test('what an index only narrows is a seek; what it does not help is a scan', () => {
    expect(first({op: 'eq', field: 'company_id', value: 'c'}, by('last_name'))).toBe('seek')
    expect(first({op: 'and', args: [{op: 'eq', field: 'company_id', value: 'c'}, {op: 'eq', field: 'city', value: 'Oulu'}]})).toBe('seek')
    expect(first({op: 'and', args: [{op: 'gt', field: 'score', value: 1}, {op: 'gt', field: 'score', value: 2}]}, by('score'))).toBe('seek')
    expect(first({op: 'eq', field: 'last_name', value: 'x'.repeat(300)}, by('city'))).toBe('seek')
    expect(first({op: 'eq', field: 'city', value: 'Oulu'})).toBe('scan')
    expect(first({op: 'starts', field: 'last_name', value: '2026'}, by('last_name'))).toBe('scan')
    expect(first({op: 'contains', field: 'last_name', value: 'x'}, by('last_name'))).toBe('scan')
    expect(first(undefined, by('city'))).toBe('scan')
    expect(first({op: 'not', arg: status})).toBe('scan')
    expect(first({op: 'ne', field: 'company_id', value: null})).toBe('scan')
    expect(judge(scanStatement(selection(status), sortFields(spec, by('city')), ['Oulu', 'id']))).toBe('seek')
  })

  test('counting what an index holds is a seek; counting everything is a scan', () => {
    expect(judge(measureStatement(selection({op: 'eq', field: 'company_id', value: 'c'}), {fn: 'count'}))).not.toBe('scan')
    expect(judge(measureStatement(selection({op: 'eq', field: 'city', value: 'c'}), {fn: 'count', cap: 10}))).toBe('scan')
  })
})
