/** A scene of the law: a few records in two tenants that differ in nothing but what the rules of a case hide. */
import * as fc from 'fast-check'
import {v7} from 'uuid'
import type {Filter} from '../../ast/index.ts'
import type {JsonObject, RecordSchema, Role} from '../../schemas/index.ts'
import type {Rules} from '../../server/access/index.ts'

export type Twin = 'a' | 'b'
export type LawSchema = 'law_team' | 'law_person'
export const lawSchemas: Readonly<Record<LawSchema, RecordSchema>> = {
  law_team: {
    title: 'Team', type: 'object', required: ['name'], 'x-rights': {read: 'readonly', create: 'readonly', update: 'readonly', archive: 'readonly', purge: 'readonly'},
    properties: {name: {type: 'string', 'x-index': true}, kind: {enum: ['open', 'inner', 'closed'], 'x-index': true}, budget: {type: 'number'}, memo: {type: 'string'}},
  },
  law_person: {
    title: 'Person', type: 'object', required: ['name'], 'x-title': ['name', 'nick'],
    'x-rights': {read: 'readonly', create: 'readonly', update: 'readonly', archive: 'readonly', purge: 'readonly'},
    properties: {
      name: {type: 'string', 'x-index': true}, nick: {type: 'string'}, kind: {enum: ['open', 'inner', 'closed'], 'x-index': true}, age: {type: 'integer'}, town: {type: 'string', 'x-index': true},
      code: {type: 'string', 'x-unique': true}, law_team_id: {type: 'string'}, boss_id: {type: 'string', 'x-link': 'law_person'}, labels: {type: 'array', items: {type: 'string'}},
      wage: {type: 'number'}, diary: {type: 'string'}, pin: {type: 'string', 'x-secret': true},
    },
  },
}

/** Always hidden, and always another in each tenant; what else the rules of a case hide is the same in both. */
export const differing: Readonly<Record<LawSchema, readonly string[]>> = {law_team: ['memo'], law_person: ['wage', 'diary']}
const others: Readonly<Record<LawSchema, readonly string[]>> = {law_team: ['budget'], law_person: ['nick', 'age', 'town', 'law_team_id', 'boss_id', 'labels']}

export interface AnyRules {
  /** Which other properties are hidden, and which are fixed. */
  readonly hidden: readonly string[]
  readonly fixed: readonly string[]
  /** How it is said that records of kind `closed` are not there. */
  readonly form: number
  /** Those of kind `inner` are not there either. */
  readonly inner: boolean
}

const anyRulesOf = (schema: LawSchema): fc.Arbitrary<AnyRules> => fc.record({
  hidden: fc.subarray([...others[schema]], {maxLength: Math.min(2, others[schema].length)}), fixed: fc.subarray(['name', 'kind', 'town'].filter(name => name in lawSchemas[schema].properties), {maxLength: 1}),
  form: fc.nat(3), inner: fc.boolean(),
})

export const anyCaseRules: fc.Arbitrary<Readonly<Record<LawSchema, AnyRules>>> = fc.record({law_team: anyRulesOf('law_team'), law_person: anyRulesOf('law_person')}, {noNullPrototype: true})

export function rulesFrom(schema: LawSchema, {hidden, fixed, form, inner}: AnyRules): Rules {
  const seen = inner ? ['open'] : ['open', 'inner']
  const forms: readonly Filter[] = [
    {op: 'in', field: 'kind', values: seen},
    {op: 'not', arg: {op: 'or', args: ['closed', ...(inner ? ['inner'] : [])].map(value => ({op: 'eq', field: 'kind', value}))}},
    {op: 'or', args: seen.map(value => ({op: 'and', args: [{op: 'eq', field: 'kind', value}, {op: 'ge', field: 'rev', value: 1}]}))},
    {op: 'and', args: [{op: 'ne', field: 'kind', value: 'closed'}, ...(inner ? [{op: 'ne' as const, field: 'kind', value: 'inner'}] : []), {op: 'ne', field: 'created_by', value: 'nobody'}]},
  ]
  return {rows: forms[form % forms.length]!, hidden: [...differing[schema], ...hidden], fixed: fixed.filter(name => !hidden.includes(name))}
}

export const anyRole: fc.Arbitrary<Role> = fc.constantFrom('readonly', 'agent', 'manager', 'admin')

export interface AnyRecord {
  readonly kind: 'open' | 'inner' | 'closed'
  readonly age: number
  /** Which team and which person it links to; none where there is none of that number yet. */
  readonly team: number
  readonly boss: number
  /** Of kind `closed`: whether the other tenant has it too, with other data. */
  readonly both: boolean
  readonly archived: boolean
}

export const anyRecord: fc.Arbitrary<AnyRecord> = fc.record({
  kind: fc.constantFrom('open', 'open', 'inner', 'closed', 'closed'), age: fc.integer({min: 0, max: 9}), team: fc.nat(9), boss: fc.nat(9), both: fc.boolean(), archived: fc.constantFrom(false, false, false, true),
}, {noNullPrototype: true})

export interface Piece {
  readonly schema: LawSchema
  readonly id: string
  readonly archived: boolean
  /** Undefined: the tenant does not have it. */
  readonly data: Readonly<Record<Twin, JsonObject | undefined>>
}

let scenes = 0

/** Words that stand in no other scene: `q<scene>w<record><property><tenant>`. What a search finds by their beginning is of one scene. */
export function makePieces(teams: readonly AnyRecord[], people: readonly AnyRecord[]): {readonly scene: string; readonly pieces: readonly Piece[]} {
  const scene = `q${++scenes}w`
  const made: Piece[] = []
  const word = (at: number, property: string, twin: Twin | ''): string => `${scene}${at}${property}${twin}`
  /** Linked to by what is seen in no tenant and stands in both: cannot be purged in either, so that how many more link there is all that differs. */
  const held = new Set<string>()
  const target = (schema: LawSchema, which: number, {kind, both}: AnyRecord): string | undefined => {
    const isExtra = kind === 'closed' && !both
    const all = made.filter(one => one.schema === schema && !one.archived && one.data.b !== undefined && (!isExtra || held.has(one.id)))
    const id = all.length === 0 || which > 7 ? undefined : all[which % all.length]!.id
    if (id !== undefined && kind === 'closed' && both) held.add(id)
    return id
  }
  const add = (schema: LawSchema, one: AnyRecord): void => {
    const at = made.length
    const isOwn = one.kind === 'closed'
    const dataOf = (twin: Twin): JsonObject => {
      const own = isOwn ? twin : ''
      const far = (isOwn ? 700_000_000 : 0) + (isOwn && twin === 'b' ? 50_000_000 : 0)
      const [team, boss] = schema === 'law_person' ? [target('law_team', one.team, one), target('law_person', one.boss, one)] : []
      const base = {name: word(at, 'name', own), kind: one.kind}
      return schema === 'law_team' ? {...base, budget: far + one.age, memo: word(at, 'memo', twin)} : {
        ...base, nick: word(at, 'nick', own), age: far + one.age, town: one.age < 5 && !isOwn ? `${scene}town` : word(at, 'town', own), code: word(at, 'code', own), labels: [word(at, 'label', own), `${scene}label`],
        ...(team !== undefined && {law_team_id: team}), ...(boss !== undefined && {boss_id: boss}),
        wage: 800_000_000 + at * 10 + (twin === 'b' ? 60_000_000 : 0) + one.age, diary: `${word(at, 'diary', twin)} ${scene}town${at}`, pin: word(at, 'pin', twin),
      }
    }
    made.push({schema, id: v7(), archived: one.archived, data: {a: dataOf('a'), b: isOwn && !one.both ? undefined : dataOf('b')}})
  }
  for (const one of teams) add('law_team', one)
  for (const one of people) add('law_person', one)
  return {scene, pieces: made}
}
