/** The ways out of records, as requests: a new one is a line here, and is asked for more than its access from then on. */
import {v7} from 'uuid'
import type {JsonObject} from '../../schemas/index.ts'
import {differing, lawSchemas, type LawSchema, type Twin} from './scene.ts'

export interface LawRequest {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Stands in the body as `commit`: each tenant counts its own. */
  readonly commit?: Readonly<Record<Twin, number>>
  /** Its answer may tell that something stands in the way which is hidden, and no more: it is not held against the other tenant's. `docs/decisions/access.md` says which and why. */
  readonly collides?: true
}

/** Chooses by the numbers of a case. */
export interface Dice {
  one<T>(of: readonly T[]): T
  /** A schema, and the id of one of its records, seen or not, or of none. */
  schema(): LawSchema
  id(schema: LawSchema): string
  /** The id of one that is not there for who asks, and may be in one tenant alone; of any where there is none. */
  unseen(schema: LawSchema): string
  /** Any property, hidden or not, or none. */
  property(schema: LawSchema): string
  /** What stands in a record, seen or not, in either tenant. */
  word(): string
  /** Of what must be unique: a value that somebody has, seen or not. */
  code(): string
  /** A commit that was made in both tenants, as each counts it. */
  commit(): Readonly<Record<Twin, number>>
  /** A word that nobody has. */
  fresh(): string
  /** Whether a body asks for what must be unique and is taken. */
  taken(body: unknown): boolean
}

export type WayName = keyof typeof ways

const lawLinks = ['law_team_id', 'boss_id']

const query = (params: Readonly<Record<string, string | undefined>>): string => {
  const text = new URLSearchParams(Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))).toString()
  return text === '' ? '' : `?${text}`
}

/** `often`: 2 of three times, or 1. */
const some = <T>(dice: Dice, value: T, often: 1 | 2 = 2): T | undefined => (dice.one(often === 2 ? [true, true, false] : [true, false, false]) ? value : undefined)

function filterOf(dice: Dice, schema: LawSchema): string {
  const property = dice.property(schema)
  const term = dice.one<() => string>([
    () => `record.${property} == ${JSON.stringify(dice.word())}`, () => `has(record.${property})`, () => `record.${property} > ${dice.one([3, 5, 700_000_004, 800_000_000])}`,
    () => `record.${property}.startsWith(${JSON.stringify(dice.word().slice(0, 6))})`, () => `record.${property}.contains(${JSON.stringify(dice.word().slice(2))})`, () => `record.${property} == record.${dice.property(schema)}`,
    () => 'record.kind == "closed"', () => 'record.rev > 1', () => `record.id == ${JSON.stringify(dice.id(schema))}`, () => `record.law_team_id == ${JSON.stringify(dice.id('law_team'))}`,
  ])()
  return dice.one([term, term, `!(${term})`, `${term} || record.kind == "inner"`])
}

const dataOf = (dice: Dice, schema: LawSchema): JsonObject => Object.assign({}, ...Array.from({length: dice.one([1, 1, 2])}, () => dice.one<() => JsonObject>([
  () => ({name: dice.fresh()}), () => ({kind: dice.one(['open', 'open', 'inner', 'closed'])}), () => ({[dice.property(schema)]: dice.one([dice.word(), dice.fresh(), null, 5])}),
  () => (schema === 'law_person' ? {law_team_id: dice.one([dice.id('law_team'), dice.unseen('law_team')])} : {budget: 3}), () => (schema === 'law_person' ? {boss_id: dice.one([dice.id('law_person'), dice.unseen('law_person')])} : {kind: 'open'}), () => (schema === 'law_person' ? {code: dice.one([dice.fresh(), dice.fresh(), dice.code()])} : {name: dice.fresh()}),
])())) as JsonObject

const wholeOf = (dice: Dice, schema: LawSchema): JsonObject => ({name: dice.fresh(), kind: dice.one(['open', 'open', 'inner', 'closed']), ...dataOf(dice, schema)})
const own = (schema: LawSchema, id: string): string => `/api/v1/records/${schema}/${id}`
const ifMatch = (dice: Dice): Pick<LawRequest, 'headers'> => dice.one<Pick<LawRequest, 'headers'>>([{}, {}, {}, {}, {}, {}, {}, {headers: {'if-match': `"${dice.one([1, 2, 7])}"`}}, {headers: {'if-none-match': `"${dice.one([1, 2])}"`}}])

/** Values that must be unique are fresh where tenants are compared: that one is taken cannot be kept from whoever asks for it. */
const collidesIn = (body: unknown, dice: Dice): Pick<LawRequest, 'collides'> => (dice.taken(body) ? {collides: true} : {})

export const ways = {
  get: dice => {
    const schema = dice.schema()
    return {method: 'GET', path: `${own(schema, dice.id(schema))}${query({fields: some(dice, `name,${dice.property(schema)}`, 1), expand: some(dice, dice.one([...lawLinks, dice.property(schema)]), 1)})}`, ...ifMatch(dice)}
  },
  list: dice => {
    const schema = dice.schema()
    return {method: 'GET', path: `/api/v1/records/${schema}${query({
      filter: some(dice, filterOf(dice, schema)), sort: some(dice, dice.one(['', '-']) + dice.one([dice.property(schema), 'kind', 'name', 'rev']), 1), limit: some(dice, String(dice.one([1, 2, 5])), 1), count: some(dice, 'exact', 1),
      fields: some(dice, `kind,${dice.property(schema)}`, 1), expand: some(dice, dice.one([...lawLinks, dice.property(schema)]), 1), state: some(dice, dice.one(['live', 'archived', 'all']), 1),
    })}`}
  },
  words: dice => ({method: 'GET', path: `/api/v1/records/${dice.schema()}${query({q: dice.one([dice.word(), dice.word().slice(0, 5)]), count: 'exact', state: some(dice, 'all', 1)})}`}),
  search: dice => ({method: 'GET', path: `/api/v1/search${query({q: dice.one([dice.word(), dice.word().slice(0, 7), `${dice.word().slice(0, 4)}`]), schemas: some(dice, dice.one(['law_person', 'law_team', 'law_team,law_person'])), limit: some(dice, '2', 1)})}`}),
  history: dice => {
    const schema = dice.schema()
    return {method: 'GET', path: `${own(schema, dice.id(schema))}/history${query({limit: some(dice, String(dice.one([1, 2])), 1)})}`}
  },
  create: dice => {
    const schema = dice.schema()
    const body = wholeOf(dice, schema)
    return {method: 'POST', path: `/api/v1/records/${schema}`, body, ...collidesIn(body, dice)}
  },
  merge: dice => {
    const schema = dice.schema()
    const body = dataOf(dice, schema)
    return {method: 'PATCH', path: own(schema, dice.id(schema)), body, ...ifMatch(dice), ...collidesIn(body, dice)}
  },
  patch: dice => {
    const schema = dice.schema()
    const [property, another] = [dice.property(schema), dice.property(schema)]
    const body = dice.one<() => readonly object[]>([
      () => [{op: 'test', path: `/${property}`, value: dice.one([dice.word(), 800_000_000, null])}], () => [{op: 'copy', from: `/${property}`, path: dice.one(['/name', `/${another}`])}], () => [{op: 'move', from: `/${property}`, path: '/name'}],
      () => [{op: 'test', path: '', value: {}}], () => [{op: 'remove', path: `/${property}`}], () => [{op: 'replace', path: '/name', value: dice.fresh()}], () => [{op: 'replace', path: '/kind', value: 'open'}, {op: 'test', path: '/kind', value: 'open'}], () => [{op: 'add', path: '/name', value: dice.fresh()}], () => [{op: 'add', path: `/${property}`, value: dice.fresh()}],
    ])()
    return {method: 'PATCH', path: own(schema, dice.id(schema)), body, headers: {'content-type': 'application/json-patch+json', ...ifMatch(dice).headers}, ...(JSON.stringify(body).includes('code') && {collides: true})}
  },
  replace: dice => {
    const schema = dice.schema()
    const body = wholeOf(dice, schema)
    return {method: 'PUT', path: own(schema, dice.id(schema)), body, ...ifMatch(dice), ...collidesIn(body, dice)}
  },
  archive: dice => {
    const schema = dice.schema()
    return {method: 'DELETE', path: own(schema, dice.id(schema)), ...ifMatch(dice)}
  },
  restore: dice => {
    const schema = dice.schema()
    return {method: 'POST', path: `${own(schema, dice.id(schema))}/restore`}
  },
  purge: dice => {
    const schema = dice.schema()
    const id = dice.id(schema)
    return {method: 'POST', path: `${own(schema, id)}/purge`, body: {confirm: id}}
  },
  commit: dice => {
    const changes = Array.from({length: dice.one([1, 2, 3])}, () => {
      const schema = dice.schema()
      return dice.one<() => object>([
        () => ({op: 'create', schema, id: v7(), data: wholeOf(dice, schema)}), () => ({op: 'update', schema, id: dice.id(schema), data: dataOf(dice, schema), ...dice.one([{}, {rev: 1}])}),
        () => ({op: 'replace', schema, id: dice.id(schema), data: wholeOf(dice, schema)}), () => ({op: dice.one(['archive', 'restore']), schema, id: dice.id(schema)}),
      ])()
    })
    const expectations = Array.from({length: dice.one([0, 0, 1, 2])}, () => {
      const schema = dice.schema()
      return {schema, id: dice.id(schema), ...dice.one<object>([{exists: true}, {exists: false}, {rev: 1}, {rev: 2}])}
    })
    const body = {changes, expectations, mode: dice.one(['all', 'each']), answer: dice.one(['records', 'counts'])}
    return {method: 'POST', path: '/api/v1/commit', body, ...collidesIn(body, dice)}
  },
  'take back': dice => ({method: 'POST', path: '/api/v1/events/take-back', commit: dice.commit(), body: {rest: dice.one([true, true, false]), dry_run: dice.one([true, false, false])}}),
  schemas: dice => ({method: 'GET', path: dice.one(['/api/v1/schemas', '/api/v1/schemas/law_team', '/api/v1/schemas/law_person'])}),
  config: dice => ({method: 'GET', path: dice.one(['/api/v1/runtime/config', '/api/v1/config', '/api/v1/config/theme/main/draft'])}),
  openapi: dice => ({method: 'GET', path: dice.one(['/openapi.json', '/docs/law_person'])}),
  page: dice => {
    const [list, property] = ['law_person' as const, dice.property('law_person')]
    const address = {sort: some(dice, property, 1), q: some(dice, dice.word(), 1), [`f.${dice.one([property, 'kind', 'law_team_id', 'boss_id'])}`]: some(dice, dice.one([dice.word(), dice.id('law_team'), dice.id(list), 'closed', '1..900000000']), 1), limit: some(dice, '3', 1)}
    const path = dice.one<() => string>([() => `/app/law${query(address)}`, () => `/app/law/${dice.id(list)}`, () => '/app/law/new'])()
    return {method: 'GET', path, headers: {accept: dice.one(['application/vnd.espalier.page+json', 'text/html'])}}
  },
} satisfies Readonly<Record<string, (dice: Dice) => LawRequest>>

export const allProperties = (schema: LawSchema): readonly string[] => [...Object.keys(lawSchemas[schema].properties), ...differing[schema], 'nothing']
