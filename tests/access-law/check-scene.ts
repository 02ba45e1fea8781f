/** `checkScene`: plays a scene under its rules, and holds every answer against what may be seen. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import type {JsonObject, Role} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import type {Change} from '../../server/commit/index.ts'
import {openLive, type LiveClient} from '../live-client.ts'
import type {LawWorld} from './law-world.ts'
import {hiddenNow, noteSeen, notToSet, visibleNow, type Play} from './play.ts'
import {apart, sameAnswer, type Heard} from './same-answer.ts'
import {anyCaseRules, anyRecord, anyRole, makePieces, rulesFrom, type AnyRecord, type AnyRules, type LawSchema, type Piece, type Twin} from './scene.ts'
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

const between = (minLength: number, maxLength: number): fc.ArrayConstraints => ({minLength, maxLength, size: 'max'})

/** `names`: of the ways that are asked; all by default. */
export function anyScene(names: readonly string[] = Object.keys(ways)): fc.Arbitrary<AnyScene> {
  const anyAsk = fc.record({
    way: fc.constantFrom(...names, ...names.filter(name => reads.includes(name)), meanwhile, meanwhile),
    numbers: fc.array(fc.noBias(fc.nat(9_999)), between(24, 24)),
  }, {noNullPrototype: true})
  return fc.record({
    role: anyRole, rules: anyCaseRules,
    teams: fc.array(anyRecord, between(2, 4)), people: fc.array(anyRecord, between(3, 7)),
    asks: fc.array(anyAsk, between(20, 40)),
  }, {noNullPrototype: true})
}

export async function checkScene({role, rules, teams, people, asks}: AnyScene, world: LawWorld): Promise<void> {
  const both = {law_team: rulesFrom('law_team', rules.law_team), law_person: rulesFrom('law_person', rules.law_person)}
  const play: Play = {
    world, role, rules: both, ...makePieces(teams, people),
    made: new Set(), wereSeen: new Map(), commits: [{a: Number.MAX_SAFE_INTEGER, b: Number.MAX_SAFE_INTEGER}], words: 0, hasCollided: false, visible: undefined,
  }
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

async function fill(play: Play): Promise<void> {
  const {world: {apps}, pieces} = play
  const own = (twin: Twin): readonly Piece[] => pieces.filter(({data}) => data[twin] !== undefined)
  await noteCommit(play, () => Promise.all(twins.map(twin => apps[twin].commit(systemActor, {changes: own(twin).map(({schema, id, data}) => ({op: 'create', schema, id, data: data[twin]!}))}))))
  await Promise.all(twins.map(async twin => {
    const archived = own(twin).filter(one => one.archived)
    if (archived.length > 0) await apps[twin].commit(systemActor, {changes: archived.map(({schema, id}) => ({op: 'archive', schema, id}))})
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

function diceOf(play: Play, numbers: readonly number[]): Dice {
  let at = 0
  const next = (): number => numbers[at++ % numbers.length]! + at
  const one = <T>(of: readonly T[]): T => of[next() % of.length]!
  const ids = (schema: LawSchema, kind?: string): readonly string[] => play.pieces.filter(piece => piece.schema === schema && (kind === undefined || piece.data.a!['kind'] === kind)).map(({id}) => id)
  const codes = play.pieces.flatMap(({data}) => twins.flatMap(twin => data[twin]?.['code'] ?? [])) as readonly string[]
  return {
    one,
    schema: () => one(['law_person', 'law_person', 'law_team']),
    id: schema => one([...ids(schema, 'open'), ...ids(schema, 'open'), ...ids(schema, 'open'), ...ids(schema), ...play.made, '0190a000-0000-7000-8000-000000000000']),
    unseen(schema) {
      const closed = ids(schema, 'closed')
      return one(closed.length > 0 ? closed : ids(schema))
    },
    property: schema => one(allProperties(schema)),
    word() {
      const {data} = one(play.pieces)
      return one([...Object.values(data.a!), ...Object.values(data.b ?? {})].flat().filter(value => typeof value === 'string' && value.startsWith(play.scene)) as string[])
    },
    fresh: () => `${play.scene}f${play.words++}`,
    code: () => one(codes),
    commit: () => one(play.commits),
    taken(body) {
      const text = JSON.stringify(body)
      return codes.some(code => text.includes(`"code":"${code}"`)) || play.pieces.some(({id}) => text.includes(`"op":"create","schema":"law_person","id":"${id}"`))
    },
  }
}

async function ask(play: Play, way: string, request: LawRequest): Promise<void> {
  const {world, role} = play
  const secrets = await hiddenNow(play, request)
  const kept = await notToSet(play)
  const [a, b] = await noteCommit(play, () => Promise.all([call(play, 'a', request), call(play, 'b', request)]))
  const heard = {a, b}
  if (request.method !== 'GET') play.visible = undefined
  for (const id of createdBy(request)) play.made.add(id)
  world.note('pairs')
  world.note(`${way} ${heard.a.status < 300 ? 'done' : 'refused'}`)
  if (secrets.length > 0) world.note('pairs that could have shown more')
  const known = knownIn(play)
  const said = {a: sameAnswer(heard.a, known), b: sameAnswer(heard.b, known)}
  const where = `${role}: ${request.method} ${request.path} ${JSON.stringify(request.body) ?? ''}\nrules ${JSON.stringify(play.rules)}\none answers:   ${apart(said.a, said.b)}\nthe other: ${apart(said.b, said.a)}`
  // A schema's own document is for those who change it.
  const isDocument = role === 'admin' && /^\/api\/v1\/schemas\/./.test(request.path)
  expect(isDocument ? [] : secrets.filter(secret => heard.a.text.includes(secret) || heard.a.headers.includes(secret)), where).toEqual([])
  expect(heard.a.status, where).toBeLessThan(500)
  if (!request.collides) expect(said.a === said.b, where).toBe(true)
  else if (said.a !== said.b) play.hasCollided = true
  if (request.collides) world.note('collisions')
  if (request.method === 'GET') return
  await noteSeen(play)
  for (const [id, values] of await notToSet(play)) expect(values, `${id}, ${where}`).toEqual(kept.get(id) ?? {})
  const gone = new Set((await visibleNow(play)).unseen.map(({id}) => id))
  expect(writtenIn(heard.a).filter(({id, data}) => data !== undefined && gone.has(id)), where).toEqual([])
}

/** Records in the answer to a write. */
function writtenIn({status, text}: Heard): readonly {readonly id: string; readonly data?: unknown}[] {
  if (status >= 300 || text === '') return []
  const {records, ...body} = JSON.parse(text) as {readonly id: string; readonly records?: readonly ({readonly id: string} | null)[]}
  return records ? records.flatMap(one => one ?? []) : [body]
}

async function call({world, role}: Play, twin: Twin, {method, path, body, commit, headers = {}}: LawRequest): Promise<Heard> {
  const app = world.apps[twin]
  const sent = commit === undefined ? body : {...body as object, commit: commit[twin]}
  const response = await fetch(app.url + path, {
    method, redirect: 'manual', headers: {authorization: `Bearer ${await app.tokenOf(role)}`, ...(body !== undefined && {'content-type': 'application/json'}), ...headers}, ...(sent !== undefined && {body: JSON.stringify(sent)}),
  })
  return {status: response.status, text: await response.text(), headers: ['etag', 'location', 'idempotency-replayed'].map(name => response.headers.get(name)).join(' ')}
}

/** What is written in both tenants can be taken back in both. */
async function noteCommit<T>({world, commits}: Play, work: () => Promise<T>): Promise<T> {
  const before = await lastCommits(world)
  const done = await work()
  const after = await lastCommits(world)
  if (twins.every(twin => after[twin] > before[twin])) commits.push(after)
  return done
}

async function lastCommits({apps}: LawWorld): Promise<Readonly<Record<Twin, number>>> {
  const lastIn = async (twin: Twin): Promise<number> => (await apps[twin].store.events(apps[twin].store.seq() - 1, 1))[0]!.commit
  return {a: await lastIn('a'), b: await lastIn('b')}
}

const knownIn = ({pieces, made}: Play): ReadonlySet<string> => new Set([...pieces.map(({id}) => id), ...made])

const createdBy = ({body}: LawRequest): readonly string[] => {
  const {changes = []} = (body ?? {}) as {readonly changes?: readonly {readonly op: string; readonly id?: string}[]}
  return changes.flatMap(({op, id}) => (op === 'create' && id !== undefined ? [id] : []))
}

/** Somebody else changes what is hidden, what is not there, and what comes and goes. */
async function actMeanwhile(play: Play, numbers: readonly number[]): Promise<void> {
  const {schema, id, data} = play.pieces[numbers[0]! % play.pieces.length]!
  const word = `${play.scene}m${play.words++}`
  const hiddenName = schema === 'law_team' ? 'memo' : 'diary'
  await noteCommit(play, () => Promise.all(twins.map(async twin => {
    const {store, commit} = play.world.apps[twin]
    const now = await store.get(schema, id)
    if (data[twin] === undefined || now === undefined) return
    const isOwn = data.b === undefined || data.a!['kind'] === 'closed'
    const away = {kind: 'closed', name: `${word}away${twin}`}
    const all: readonly (readonly JsonObject[])[] = [
      [{[hiddenName]: word + twin}], [{name: word + (isOwn ? twin : '')}], [{kind: 'closed'}], [{kind: 'open'}], [away, {kind: 'open', name: word}],
    ]
    if (now.state !== 'live') return
    for (const patch of all[numbers[1]! % (isOwn ? 2 : all.length)]!) await commit(systemActor, {changes: [{op: 'merge', schema, id, patch}]})
  })))
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
    texts[twin] = [...live, ...lines[twin].texts.slice(live.length)].filter(text => /"(records-changed|resync)"/.test(text))
  }
  const {unseen} = await visibleNow(play)
  const secret = [...unseen.map(({id}) => id), ...play.pieces.filter(({data}) => data.b === undefined).map(({id}) => id)].filter(id => !play.wereSeen.has(id))
  const said = texts.a.join('\n')
  expect(secret.filter(id => said.includes(id)), said).toEqual([])
  const heard = (twin: Twin): string => sameAnswer({status: 0, text: texts[twin].join('\n'), headers: ''}, knownIn(play))
  if (!play.hasCollided) expect(heard('a')).toBe(heard('b'))
  if (said !== '') play.world.note('told live')
  play.world.note('scenes')
}

