/** `checkScene`: plays a scene under its rules, and holds every answer against what may be seen. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {matchesFilter} from '../../ast/index.ts'
import type {JsonObject, Role} from '../../schemas/index.ts'
import type {Rules} from '../../server/access/index.ts'
import {systemActor} from '../../server/actor.ts'
import type {Change} from '../../server/commit/index.ts'
import type {StoredRecord} from '../../server/store/index.ts'
import {openLive, type LiveClient} from '../live-client.ts'
import {anyCaseRules, anyRecord, anyRole, lawSchemas, makePieces, rulesFrom, type AnyRecord, type AnyRules, type LawSchema, type Piece, type Twin} from './scene.ts'
import type {LawWorld} from './law-world.ts'
import {allProperties, ways, type Dice, type LawRequest} from './ways.ts'

export interface AnyAsk {readonly way: string; readonly numbers: readonly number[]}
export interface AnyScene {
  readonly role: Role
  readonly rules: Readonly<Record<LawSchema, AnyRules>>
  readonly teams: readonly AnyRecord[]
  readonly people: readonly AnyRecord[]
  readonly asks: readonly AnyAsk[]
}

/** What others do meanwhile, of which the one who asks sees only what the rules leave. */
const meanwhile = 'meanwhile'

/** Reads twice as often: writes use a scene up. */
const reads = ['get', 'list', 'words', 'search', 'history', 'page']

export const anyScene = (names: readonly string[] = Object.keys(ways), asks = 40): fc.Arbitrary<AnyScene> => fc.record({
  role: anyRole, rules: anyCaseRules,
  teams: fc.array(anyRecord, {minLength: 2, maxLength: 4, size: 'max'}), people: fc.array(anyRecord, {minLength: 3, maxLength: 7, size: 'max'}),
  asks: fc.array(fc.record({way: fc.constantFrom(...names, ...names.filter(name => reads.includes(name)), meanwhile, meanwhile), numbers: fc.array(fc.noBias(fc.nat(9_999)), {minLength: 24, maxLength: 24, size: 'max'})}, {noNullPrototype: true}), {minLength: 20, maxLength: asks, size: 'max'}),
}, {noNullPrototype: true})

interface Play {
  readonly world: LawWorld
  readonly role: Role
  readonly rules: Readonly<Record<LawSchema, Rules>>
  readonly scene: string
  readonly pieces: readonly Piece[]
  /** Of records that the scene made by its requests. */
  readonly made: Set<string>
  /** What could be seen of each record at some time: its history may show that as long as the record is there. */
  readonly wereSeen: Map<string, string>
  words: number
  /** Something was refused in one tenant alone. */
  hasCollided: boolean
  /** Until the next write. */
  visible: Promise<Visible> | undefined
}

export async function checkScene({role, rules, teams, people, asks}: AnyScene, world: LawWorld): Promise<void> {
  const both = {law_team: rulesFrom('law_team', rules.law_team), law_person: rulesFrom('law_person', rules.law_person)}
  const play: Play = {world, role, rules: both, ...makePieces(teams, people), made: new Set(), wereSeen: new Map(), words: 0, hasCollided: false, visible: undefined}
  world.rule(role, both)
  const since = {a: world.apps.a.store.seq(), b: world.apps.b.store.seq()}
  await fill(play)
  await noteSeen(play)
  const topics = ['records:law_team', 'records:law_person']
  const lines = {a: await follow(play, 'a', topics), b: await follow(play, 'b', topics)}
  try {
    for (const {way, numbers} of asks) {
      // What was written in one tenant alone makes them two from then on.
      if (play.hasCollided) break
      if (way === meanwhile) await actMeanwhile(play, numbers)
      else await ask(play, way, ways[way as keyof typeof ways](diceOf(play, numbers)))
    }
    await checkLines(play, lines, topics, since)
  } finally {
    lines.a.close()
    lines.b.close()
    await clear(play)
  }
}

const twins: readonly Twin[] = ['a', 'b']

async function fill({world, pieces}: Play): Promise<void> {
  await Promise.all(twins.map(async twin => {
    const own = pieces.filter(({data}) => data[twin] !== undefined)
    await world.apps[twin].commit(systemActor, {changes: own.map(({schema, id, data}) => ({op: 'create', schema, id, data: data[twin]!}))})
    const archived = own.filter(one => one.archived)
    if (archived.length > 0) await world.apps[twin].commit(systemActor, {changes: archived.map(({schema, id}) => ({op: 'archive', schema, id}))})
  }))
}

async function clear({world}: Play): Promise<void> {
  await Promise.all(twins.map(async twin => {
    const {store, commit} = world.apps[twin]
    const changes: Change[] = []
    for (const schema of ['law_person', 'law_team']) for (const {id} of (await store.page({schema, state: 'all', limit: 1_000})).items) changes.push({op: 'remove', schema, id})
    if (changes.length > 0) await commit(systemActor, {changes})
  }))
}

function diceOf(play: Play, numbers: readonly number[]): Dice & {taken(text: string): boolean} {
  let at = 0
  const next = (): number => numbers[at++ % numbers.length]! + at
  const one = <T>(of: readonly T[]): T => of[next() % of.length]!
  const ids = (schema: LawSchema, kind?: string): readonly string[] => play.pieces.filter(piece => piece.schema === schema && (kind === undefined || piece.data.a!['kind'] === kind)).map(({id}) => id)
  return {
    one,
    schema: () => one(['law_person', 'law_person', 'law_team']),
    id: schema => one([...ids(schema, 'open'), ...ids(schema, 'open'), ...ids(schema, 'open'), ...ids(schema), ...play.made, '0190a000-0000-7000-8000-000000000000']),
    property: schema => one(allProperties(schema)),
    word() {
      const {data} = one(play.pieces)
      return one([...Object.values(data.a!), ...Object.values(data.b ?? {})].flat().filter(value => typeof value === 'string' && value.startsWith(play.scene)) as string[])
    },
    fresh: () => `${play.scene}f${play.words++}`,
    taken: text => play.pieces.some(({id, data}) => text.includes(`"create","schema":"law_person","id":"${id}"`) || twins.some(twin => data[twin]?.['code'] !== undefined && text.includes(`"code":"${String(data[twin]['code'])}"`))),
  }
}

interface Heard {readonly status: number; readonly text: string; readonly headers: string}

async function ask(play: Play, way: string, request: LawRequest): Promise<void> {
  const {world, role} = play
  const secrets = await hiddenNow(play, request)
  const [a, b] = await Promise.all([call(play, 'a', request), call(play, 'b', request)])
  const heard = {a, b}
  if (request.method !== 'GET') play.visible = undefined
  for (const id of createdBy(request)) play.made.add(id)
  world.note('pairs')
  world.note(`${way} ${heard.a.status < 300 ? 'done' : 'refused'}`)
  if (secrets.length > 0) world.note('pairs that could have shown more')
  const said = {a: same(play, heard.a), b: same(play, heard.b)}
  const where = `${role}: ${request.method} ${request.path} ${JSON.stringify(request.body) ?? ''}\nrules ${JSON.stringify(play.rules)}\none answers:   ${apart(said.a, said.b)}\nthe other: ${apart(said.b, said.a)}`
  // A schema's own document is for those who change it.
  const isDocument = role === 'admin' && /^\/api\/v1\/schemas\/./.test(request.path)
  expect(isDocument ? [] : secrets.filter(secret => heard.a.text.includes(secret) || heard.a.headers.includes(secret)), where).toEqual([])
  expect(heard.a.status, where).toBeLessThan(500)
  if (!request.collides) expect(said.a === said.b, where).toBe(true)
  else if (said.a !== said.b) play.hasCollided = true
  if (request.collides) world.note('collisions')
  if (request.method !== 'GET') await noteSeen(play)
}

async function call({world, role}: Play, twin: Twin, {method, path, body, headers = {}}: LawRequest): Promise<Heard> {
  const app = world.apps[twin]
  const response = await fetch(app.url + path, {
    method, redirect: 'manual', headers: {authorization: `Bearer ${await app.tokenOf(role)}`, ...(body !== undefined && {'content-type': 'application/json'}), ...headers}, ...(body !== undefined && {body: JSON.stringify(body)}),
  })
  return {status: response.status, text: await response.text(), headers: ['etag', 'location', 'idempotency-replayed'].map(name => response.headers.get(name)).join(' ')}
}

/** Without what each server makes for itself: ids, times, numbers of events, places in pages. */
function same(play: Play, {status, text, headers}: Heard): string {
  const known = new Set([...play.pieces.map(({id}) => id), ...play.made])
  const plain = (of: string): string => of
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, id => (known.has(id) ? id : '<id>'))
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, '<time>').replaceAll(/\d\d?:\d\d:\d\d/g, '<clock>').replaceAll(/("(?:seq|commit)":)\d+/g, '$1<seq>').replaceAll(/("next":)\d+/g, '$1<seq>').replaceAll(/("(?:next|prev)":)"[^"]*"/g, '$1<place>')
    .replaceAll(/cursor=[\w%.-]+/g, '<place>').replaceAll(/("(?:hash|request_id)":)"[^"]*"/g, '$1<own>').replaceAll(/\b[0-9a-f]{10}-\d+\b/g, '<own>').replaceAll(/nonce="[^"]*"/g, '').replaceAll(/[0-9a-f]{64}/g, '<hash>').replaceAll(/127\.0\.0\.1:\d+/g, '<host>').replaceAll(/localhost:\d+/g, '<host>').replaceAll(/espalier_session_\w+/g, '<cookie>').replaceAll(/\b[0-9a-f]{6}\./g, '<node>.')
  return `${status} ${plain(headers)} ${plain(text)}`
}

/** From where it differs from another. */
function apart(text: string, other: string): string {
  let at = 0
  while (at < text.length && text[at] === other[at]) at++
  return `${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 200), at + 300)}`
}

const createdBy = ({body}: LawRequest): readonly string[] => {
  const {changes = []} = (body ?? {}) as {readonly changes?: readonly {readonly op: string; readonly id?: string}[]}
  return changes.flatMap(({op, id}) => (op === 'create' && id !== undefined ? [id] : []))
}

interface Visible {readonly seen: readonly {readonly record: StoredRecord; readonly data: JsonObject; readonly hidden: ReadonlySet<string>}[]; readonly unseen: readonly StoredRecord[]}

/** By the rules themselves, not by what the server makes of them. */
const visibleNow = (play: Play): Promise<Visible> => (play.visible ??= readVisible(play))

async function readVisible({world, rules}: Play): Promise<Visible> {
  const seen: Visible['seen'][number][] = []
  const unseen: StoredRecord[] = []
  for (const schema of ['law_team', 'law_person'] as const) {
    for (const record of (await world.apps.a.store.page({schema, state: 'all', limit: 1_000})).items) {
      const {doc, ...own} = record
      const data = JSON.parse(doc) as JsonObject
      if (matchesFilter(rules[schema].rows!, {...data, ...own})) seen.push({record, data, hidden: new Set([...rules[schema].hidden!, 'pin'])})
      else unseen.push(record)
    }
  }
  return {seen, unseen}
}

async function noteSeen(play: Play): Promise<void> {
  for (const one of (await visibleNow(play)).seen) play.wereSeen.set(one.record.id, (play.wereSeen.get(one.record.id) ?? '') + shownOf(one))
}

const shownOf = ({record, data, hidden}: Visible['seen'][number]): string => JSON.stringify([record.id, Object.entries(data).filter(([name]) => !hidden.has(name))])

/** All texts that an answer must not hold: ids and values of what is not there, hidden values, and names of hidden properties. What may be seen elsewhere, or was sent, is none. */
async function hiddenNow(play: Play, {path, body}: LawRequest): Promise<readonly string[]> {
  const {seen, unseen} = await visibleNow(play)
  const told = seen.map(one => shownOf(one) + (play.wereSeen.get(one.record.id) ?? '')).join('') + decodeURIComponent(path.replaceAll('+', ' ')) + (JSON.stringify(body) ?? '')
  const texts = [
    ...unseen.flatMap(({id, doc}) => [id, ...textsOf(JSON.parse(doc) as JsonObject, play)]),
    ...seen.flatMap(({data, hidden}) => textsOf(Object.fromEntries(Object.entries(data).filter(([name]) => hidden.has(name))), play)),
    ...Object.entries(play.rules).flatMap(([schema, {hidden = []}]) => hidden.filter(name => !isElsewhere(name, schema, play)).flatMap(name => [`"${name}"`, `/${name}"`, `record.${name}`])),
  ]
  return [...new Set(texts)].filter(text => !told.includes(text) && !(/^["/r]/.test(text) && told.includes(text.replaceAll(/["/]|record\./g, ''))))
}

/** A name that stands for another property too, or in a screen, is told by that. */
const isElsewhere = (name: string, schema: string, {rules}: Play): boolean => Object.entries(lawSchemas).some(([other, {properties}]) => other !== schema && Object.hasOwn(properties, name) && !rules[other as LawSchema].hidden!.includes(name)) || onScreens.has(name)
const onScreens = new Set(['law_team_id', 'boss_id', 'age', 'wage', 'diary', 'memo', 'budget'])

const textsOf = (data: JsonObject, {scene}: Play): readonly string[] => Object.values(data).flat().flatMap(value => (typeof value === 'string' && value.startsWith(scene) && value.length > scene.length + 2 ? [value] : typeof value === 'number' && value >= 100_000_000 ? [String(value)] : []))

/** Somebody else changes what is hidden, what is not there, and what comes and goes. */
async function actMeanwhile(play: Play, numbers: readonly number[]): Promise<void> {
  const {schema, id, data} = play.pieces[numbers[0]! % play.pieces.length]!
  const word = `${play.scene}m${play.words++}`
  const hiddenName = schema === 'law_team' ? 'memo' : 'diary'
  await Promise.all(twins.map(async twin => {
    const {store, commit} = play.world.apps[twin]
    const now = await store.get(schema, id)
    if (data[twin] === undefined || now === undefined) return
    const patches: readonly JsonObject[] = [{[hiddenName]: word + twin}, {name: word + (data.a!['kind'] === 'closed' ? twin : '')}, {kind: 'closed'}, {kind: 'open'}]
    const patch = patches[numbers[1]! % (data.b === undefined || data.a!['kind'] === 'closed' ? 2 : patches.length)]!
    if (now.state === 'live') await commit(systemActor, {changes: [{op: 'merge', schema, id, patch}]})
  }))
  play.world.note('meanwhile')
  play.visible = undefined
  await noteSeen(play)
}

async function follow({world, role}: Play, twin: Twin, topics: readonly string[]): Promise<LiveClient> {
  const line = await openLive(world.apps[twin].url, {token: await world.apps[twin].tokenOf(role)})
  await line.follow(topics)
  return line
}

/** What was told as it happened, and what is told to one who comes back. */
async function checkLines(play: Play, lines: Readonly<Record<Twin, LiveClient>>, topics: readonly string[], since: Readonly<Record<Twin, number>>): Promise<void> {
  const texts: Record<Twin, readonly string[]> = {a: [], b: []}
  for (const twin of twins) {
    await lines[twin].settled()
    const live = lines[twin].texts.slice()
    await lines[twin].follow(topics, since[twin])
    texts[twin] = [...live, ...lines[twin].texts.slice(live.length)].filter(text => text.includes('records-changed'))
  }
  const {unseen} = await visibleNow(play)
  const secret = [...unseen.map(({id}) => id), ...play.pieces.filter(({data}) => data.b === undefined).map(({id}) => id)].filter(id => !play.wereSeen.has(id))
  const said = texts.a.join('\n')
  expect(secret.filter(id => said.includes(id)), said).toEqual([])
  if (!play.hasCollided) expect(said === '' ? '' : same(play, {status: 0, text: said, headers: ''})).toEqual(texts.b.length === 0 ? '' : same(play, {status: 0, text: texts.b.join('\n'), headers: ''}))
  if (said !== '') play.world.note('told live')
  play.world.note('scenes')
}

