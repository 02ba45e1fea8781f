import Database from 'better-sqlite3'
import {expect, test} from 'vitest'
import {searchTable} from './layout.ts'
import {searchRows} from './search-rows.ts'
import {indexedWords, matchOf, wordsOf} from './search-words.ts'
import {createStatementCache} from './statement-cache.ts'
import {tableName} from './names.ts'

const many = Number(process.env['SEARCH_ROWS'] ?? 5_000)

/** `count` records that all hold the word in their names, with others where they are given. */
function filled(count: number, others: Readonly<Record<number, string>>): (typed: string, limit?: number) => readonly string[] {
  const db = new Database(':memory:')
  db.exec(searchTable)
  db.exec(`CREATE TABLE ${tableName('company')} (n INTEGER PRIMARY KEY, id TEXT, state TEXT, doc TEXT); CREATE TABLE _table_spec (schema TEXT, spec TEXT)`)
  db.function('alive', () => 1)
  db.prepare('INSERT INTO _table_spec VALUES (?, ?)').run('company', JSON.stringify({schema: 'company', title: ['name'], columns: [{name: 'name', search: true}]}))
  const [row, words] = [db.prepare(`INSERT INTO ${tableName('company')} VALUES (?, ?, 'live', ?)`), db.prepare('INSERT INTO search (rowid, schema, id, title, body) VALUES (?, ?, ?, ?, ?)')]
  db.transaction(() => {
    for (let n = 1; n <= count; n++) {
      const name = others[n] ?? `Oak Company ${n}`
      row.run(n, `c${n}`, JSON.stringify({name}))
      words.run(n, 'company', `c${n}`, indexedWords(name), '')
    }
  })()
  const statements = createStatementCache(db)
  return (typed, limit = 3) => searchRows(statements, {match: matchOf(wordsOf(typed)), words: wordsOf(typed), schemas: ['company'], limit}, () => {}).map(({title}) => title)
}

test('among very many that hold the words, the one that they name is found first, however old, then those that begin with them', () => {
  const search = filled(many, {1: 'Oak', 2: 'The Öak Company', 3: 'oak TREE', 4: 'Old Oak'})
  expect(search('oak')[0]).toBe('Oak')
  expect(search('Oak tree')).toEqual(['oak TREE'])
  expect(search('oak', 100).every(title => title.startsWith('Oak'))).toBe(true)
  const before = process.cpuUsage()
  for (let times = 0; times < 5; times++) search('oak', 100)
  const {user, system} = process.cpuUsage(before)
  if (process.env['SEARCH_ROWS']) console.log(`${many} records: ${((user + system) / 5000).toFixed(0)} ms of CPU a search`)
})
