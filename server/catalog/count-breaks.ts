/** `countBreaks`: how many stored records each break hits. */
import {setImmediate} from 'node:timers/promises'
import {refusalOf, type JsonObject, type RecordSchema, type Refusal} from '../../schemas/index.ts'
import type {Store} from '../store/index.ts'
import type {Break} from './breaks-of.ts'
import type {DataChecker} from './data-checker.ts'

/** `more`: only the first records were looked at, and there may be more. */
export interface CountedBreak extends Refusal {readonly kind: Break['kind']; readonly records: number; readonly more: boolean}

/** Breaks that only the validator can judge are counted over this many records. */
const looked = 20_000
const pageSize = 250

/** Counts records of any state. What a filter can say is counted by the store; the rest by reading, a page at a time, so that others are served between. */
export async function countBreaks(store: Store, schema: string, breaks: readonly Break[], before: RecordSchema, after: RecordSchema, checker: DataChecker): Promise<readonly CountedBreak[]> {
  const judged = breaks.filter(one => one.hits === undefined)
  const read = judged.length > 0 ? await readThrough(store, schema, judged, before, after, checker) : {hits: new Map<Break, number>(), more: false}
  const counted: CountedBreak[] = []
  for (const one of breaks) {
    const {kind, pointer, why} = one
    const records = one.hits === undefined ? read.hits.get(one) ?? 0 : await store.measure({schema, filter: one.hits, state: 'all'}, {fn: 'count'}) ?? 0
    counted.push({kind, ...refusalOf(pointer, why), records, more: one.hits === undefined && read.more})
  }
  // A name that no record holds any more is as good as new.
  return counted.filter(({kind, records, more}) => kind !== 'returned' || records > 0 || more)
}

async function readThrough(store: Store, schema: string, breaks: readonly Break[], before: RecordSchema, after: RecordSchema, checker: DataChecker): Promise<{readonly hits: ReadonlyMap<Break, number>; readonly more: boolean}> {
  const hits = new Map<Break, number>()
  const [former, rules] = [rulesOf(before), rulesOf(after)]
  try {
    let cursor: string | null = null
    for (let seen = 0; seen < looked; seen += pageSize) {
      const page = await store.page({schema, state: 'all', limit: pageSize, ...(cursor !== null && {cursor})})
      for (const {doc} of page.items) {
        const data = JSON.parse(doc) as JsonObject
        const errors = without(checker.check(rules, data), () => checker.check(former, data))
        for (const one of breaks) if (isHit(one, data, errors)) hits.set(one, (hits.get(one) ?? 0) + 1)
      }
      cursor = page.next
      if (cursor === null) return {hits, more: false}
      await setImmediate()
    }
    return {hits, more: true}
  } finally {
    checker.forget(former)
    checker.forget(rules)
  }
}

/** What no property names would be refused as unknown; here only the rules count. */
const rulesOf = (doc: RecordSchema): RecordSchema => ({...doc, additionalProperties: undefined as never, required: []})

/** What the version before refused as well is not broken by this one. */
function without(errors: readonly Refusal[], before: () => readonly Refusal[]): readonly Refusal[] {
  if (errors.length === 0) return errors
  const known = new Set(before().map(({pointer, message}) => `${pointer} ${message}`))
  return errors.filter(({pointer, message}) => !known.has(`${pointer} ${message}`))
}

function isHit(one: Break, data: JsonObject, errors: readonly Refusal[]): boolean {
  return one.kind === 'returned' ? Object.hasOwn(data, one.property!) : errors.some(({pointer}) => isAt(one, pointer))
}

const isAt = ({property}: Break, pointer: string): boolean => (property === undefined ? true : pointer === `/${property}` || pointer.startsWith(`/${property}/`))
