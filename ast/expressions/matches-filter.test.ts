import {describe, expect, test} from 'vitest'
import type {Filter} from '../filter.ts'
import {matchesFilter} from './matches-filter.ts'

const fields = {name: 'Ünal', total: 5, zero: 0, yes: true, no: false, nothing: null, other: null, tags: ['a', null], text: '5', empty: '', high: '\u{1F600}', private: '\u{E000}'}
type Row = [Filter, boolean]

describe('null and missing', () => {
  test.each<Row>([
    [{op: 'eq', field: 'nothing', value: null}, true], [{op: 'eq', field: 'missing', value: null}, true], [{op: 'ne', field: 'nothing', value: null}, false], [{op: 'ne', field: 'nothing', value: 'x'}, true], [{op: 'ne', field: 'missing', value: 1}, true],
    [{op: 'eq', field: 'nothing', value: 0}, false], [{op: 'eq', field: 'nothing', value: ''}, false], [{op: 'eq', field: 'nothing', value: false}, false],
    [{op: 'lt', field: 'nothing', value: 1}, false], [{op: 'ge', field: 'nothing', value: 1}, false], [{op: 'le', field: 'total', value: null}, false], [{op: 'ge', field: 'nothing', value: null}, false], [{op: 'not', arg: {op: 'lt', field: 'nothing', value: 1}}, true],
    [{op: 'in', field: 'nothing', values: [1, null]}, true], [{op: 'in', field: 'missing', values: [1]}, false], [{op: 'in', field: 'total', values: []}, false],
    [{op: 'contains', field: 'nothing', value: ''}, false], [{op: 'not', arg: {op: 'contains', field: 'nothing', value: 'x'}}, true], [{op: 'has', field: 'nothing', value: 'a'}, false], [{op: 'has', field: 'tags', value: null}, true],
    [{op: 'compare', by: 'eq', left: 'nothing', right: 'other'}, true], [{op: 'compare', by: 'ne', left: 'nothing', right: 'other'}, false], [{op: 'compare', by: 'ne', left: 'nothing', right: 'total'}, true], [{op: 'compare', by: 'lt', left: 'nothing', right: 'total'}, false], [{op: 'compare', by: 'ge', left: 'nothing', right: 'other'}, false],
  ])('%j is %s', (filter, expected) => expect(matchesFilter(filter, fields)).toBe(expected))
})

describe('values', () => {
  test.each<Row>([
    [{op: 'eq', field: 'total', value: 5}, true], [{op: 'eq', field: 'text', value: 5}, false], [{op: 'lt', field: 'text', value: 6}, false], [{op: 'ge', field: 'total', value: 5}, true], [{op: 'gt', field: 'zero', value: -1}, true], [{op: 'eq', field: 'no', value: false}, true],
    [{op: 'and', args: []}, true], [{op: 'or', args: []}, false], [{op: 'const', value: true}, true],
    [{op: 'contains', field: 'name', value: 'nal'}, true], [{op: 'contains', field: 'name', value: 'ünal'}, false], [{op: 'contains', field: 'name', value: 'üNAL', fold: 'case'}, true], [{op: 'starts', field: 'name', value: 'ü', fold: 'case'}, true], [{op: 'ends', field: 'name', value: 'L', fold: 'case'}, true], [{op: 'contains', field: 'empty', value: ''}, true], [{op: 'contains', field: 'name', value: 'UNA', fold: 'letters'}, true], [{op: 'starts', field: 'name', value: 'u', fold: 'letters'}, true], [{op: 'ends', field: 'name', value: 'u', fold: 'letters'}, false],
    [{op: 'has', field: 'tags', value: 'a'}, true], [{op: 'has', field: 'name', value: 'Ünal'}, false], [{op: 'lt', field: 'private', value: '\u{1F600}'}, true], [{op: 'gt', field: 'high', value: '\u{FFFD}'}, true], [{op: 'lt', field: 'empty', value: 'a'}, true],
    [{op: 'eq', field: 'toString', value: null}, true], [{op: 'eq', field: '__proto__', value: null}, true],
  ])('%j is %s', (filter, expected) => expect(matchesFilter(filter, fields)).toBe(expected))
})
