/** `costOf`: what running a statement would cost, from SQLite's own plan and what the plan leaves over of the terms. */
import type {Condition} from './condition.ts'

/**
 * `cheap`: an index gives exactly the rows that are answered, in order: a few dozen microseconds, whatever the table's size.
 * `seek`: an index takes in a part of the filter; what it leaves is tested or sorted. `scan`: the table is walked.
 */
export type Cost = 'cheap' | 'seek' | 'scan'

/** `details` are the lines of EXPLAIN QUERY PLAN; `filter` narrows what is answered, `place` says where a page begins. */
export function costOf(details: readonly string[], filter: readonly Condition[], place: readonly Condition[]): Cost {
  const table = details.map(parseLine).find(line => line !== undefined)
  if (!table) return 'scan'
  if (table.unique && filter.some(({single}) => single !== undefined && table.taken.has(single))) return 'cheap'
  const needed = [...filter, ...place].filter(condition => !condition.free).map(condition => condition.token)
  // Two bounds on one side of a column: the index begins at one of them and walks through what the other refuses.
  const distinct = new Set(needed).size === needed.length
  if (details.length === 1 && distinct && needed.every(token => token !== undefined && table.taken.has(token))) return 'cheap'
  const narrowed = filter.some(({token}) => token !== undefined && token !== stateToken && table.taken.has(token))
  return narrowed ? 'seek' : 'scan'
}

export const stateToken = 'state='

/** `SEARCH r USING INDEX i.contact.status (state=? AND p_status=?)` */
function parseLine(detail: string): {readonly taken: ReadonlySet<string>; readonly unique: boolean} | undefined {
  const match = /^(?:SEARCH|SCAN) r(?: USING (?:COVERING )?INDEX (\S+))?(?: USING INTEGER PRIMARY KEY)?(?: \((.*)\))?$/.exec(detail)
  if (!match) return undefined
  const [, index = '', terms = ''] = match
  return {taken: new Set(terms.split(' AND ').map(term => term.replace(/\?$/, ''))), unique: /^(?:u\.|sqlite_autoindex_)/.test(index)}
}
