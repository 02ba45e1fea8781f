/** `createTakeBack`: reads the past, plans, asks the store, and leaves what it refuses, until all that is left can be done in one commit. */
import {v7} from 'uuid'
import {mostToldOf, reason, refusal, type Refusal, type TakeBackAnswer} from '../../../schemas/index.ts'
import type {Actor} from '../../actor.ts'
import {problem, type Problem} from '../../errors.ts'
import type {CommitFailure, CommitOutcome, StoreCommit} from '../../store/index.ts'
import {createTurn, type Turn} from '../../turn.ts'
import type {CommitDeps} from '../create-commit.ts'
import type {PrepareDeps} from '../prepare-commit.ts'
import {originOf} from '../origin-of.ts'
import {problemOf} from '../problem-of.ts'
import {createScale} from '../scale.ts'
import {tryAgain, type LostRace} from '../try-again.ts'
import {createTurns} from '../turns.ts'
import {findAsked} from './asked-records.ts'
import {partsOf} from './parts-of.ts'
import {linkedSince} from './linked-since.ts'
import {keyOf, prepareTakeBack, type Known, type Objections, type TakeBackWork} from './prepare-take-back.ts'
import {readStory, type Extent} from './read-story.ts'
import {refusedNames} from './refused-names.ts'
import {takeBackOf} from './story.ts'
import type {TakeBack, TakeBackRequest, TookBack} from './take-back.ts'

/** Of the events that are read: UTF-16 units, and names at all depths. */
const bounds = {text: 32 * 1024 * 1024, names: 1_000_000}
/** How often the store is asked again what else it refuses; then what hangs together with that stays. */
const mostRounds = 12

type Kind<K extends CommitFailure['kind']> = Extract<CommitFailure, {readonly kind: K}>
type Objection = Kind<'link-broken' | 'still-linked' | 'not-unique'>

export function createTakeBack({store, catalog, access, now = () => new Date(), newId = v7, derive = {}}: CommitDeps): TakeBack {
  const deps: PrepareDeps = {store, catalog, access, newId, derive: Object.assign(Object.create(null) as Record<string, PrepareDeps['derive'][string]>, derive)}
  const turns = createTurns()

  return (actor, request) => tryAgain(turns, () => once(actor, request))

  /** A repeated request gets its first answer. The impossible expectation keeps a key that is new from being used up. */
  async function recalled(actor: Actor, {idempotency, dryRun}: TakeBackRequest): Promise<TookBack | undefined> {
    if (idempotency === undefined || dryRun) return undefined
    const outcome = await store.commit({at: now().toISOString(), by: actor.id, writes: [], idempotency, expect: [{kind: 'absent', schema: 'schema', id: catalog.get('schema').source.id}]})
    if (outcome.ok) return tookBack(outcome)
    if (outcome.failure.kind === 'key-reused') throw await problemOf(deps, outcome.failure, actor)
    return undefined
  }

  async function once(actor: Actor, request: TakeBackRequest): Promise<TookBack | LostRace> {
    const before = await recalled(actor, request)
    if (before !== undefined) return before
    const turn = createTurn()
    const known = await readAll(actor, request.what, turn)
    if ('lost' in known) return known
    const docs = new Map(known.flatMap(({asked, read}) => (read.kind === 'there' ? [[keyOf(asked), read.current.doc] as const] : [])))
    const docOf = (key: string): string => docs.get(key)!
    const objections: Objections = {stays: new Map(), unlinked: new Set(), direct: new Set()}
    for (let round = 0; round < 2 * mostRounds; round++) {
      const work = await prepareTakeBack(deps, actor, known, objections, turn)
      if (work === undefined) return {lost: known[0]!.asked}
      const isRefused = work.left.length > 0 && !request.rest
      const outcome = await commit(actor, request, work, request.dryRun || isRefused)
      if (outcome.ok && isRefused && !request.dryRun) throw notAll(work)
      if (outcome.ok && request.dryRun) return {replayed: false, answer: {commit: null, seq: store.seq(), ...told(work)}}
      if (outcome.ok) return tookBack(outcome, work)
      if (!isObjection(outcome.failure)) return lostOrThrown(outcome.failure, actor)
      const failures = await allFailures(actor, work, docOf, outcome.failure, round)
      if ('lost' in failures) return failures
      for (const failure of failures.found) await note(actor, failure, work, docOf, objections)
      if (round >= mostRounds) for (const key of failures.tied) if (!objections.stays.get(key)?.has('')) objections.stays.set(key, new Map([['', refusal('hangs-together', '')]]))
    }
    throw problem('contended', {attempts: 2 * mostRounds})
  }

  /** Throws NotFound where nothing may be known of any record. */
  async function readAll(actor: Actor, what: number | string, turn: Turn): Promise<readonly Known[] | LostRace> {
    const asked = await findAsked(store, what, schema => access.findAccess(actor, schema, 'read') !== undefined, turn)
    const extent: Extent = {scale: createScale(bounds), events: 0}
    const known: Known[] = []
    for (const one of asked.records) {
      while (turn.isOver()) await turn.next()
      const accessTo = access.findAccess(actor, one.schema, 'read')
      const read = accessTo && await readStory(store, accessTo, one, asked, extent)
      if (read?.kind === 'moving') return {lost: one}
      if (read !== undefined) known.push({asked: one, access: accessTo!, entry: catalog.get(one.schema), read})
    }
    if (known.length > 0) return known
    throw problem('not-found', {why: typeof what === 'number' ? reason('no-such-commit', {commit: what}) : reason('no-such-cause', {cause: what})})
  }

  function commit(actor: Actor, {what, idempotency}: TakeBackRequest, {writes, expect, taken, left}: TakeBackWork, dry: boolean): Promise<CommitOutcome> {
    return store.commit({
      ...frame(actor), writes: writes.map(({write}) => write), expect,
      origin: originOf(actor, {cause: takeBackOf(what), meta: {taken_back: what, left: left.length}}),
      ...(dry ? {dry: true} : idempotency && {idempotency: {...idempotency, memo: JSON.stringify(told({taken, left}))}}),
    })
  }

  function frame(actor: Actor): Pick<StoreCommit, 'at' | 'by'> {
    return {at: now().toISOString(), by: actor.id}
  }

  /** What else the store refuses, as far as it does not hang together. `tied`: the records that hang together with what is refused. */
  async function allFailures(actor: Actor, {writes, expect}: TakeBackWork, docOf: (key: string) => string, first: Objection, round: number): Promise<{readonly found: readonly Objection[]; readonly tied: ReadonlySet<string>} | LostRace> {
    const parts = partsOf(writes, catalog, docOf)
    const outcome = await store.commit({...frame(actor), writes: parts.flatMap(part => part.map(({write}) => write)), parts: parts.flatMap((part, at) => part.map(() => at)), expect, dry: true})
    if (!outcome.ok) return lostOrThrown(outcome.failure, actor)
    const found = outcome.refused.map(({failure}) => failure).filter(isObjection)
    const failures = found.length > 0 ? found : [first]
    const tied = round < mostRounds ? [] : parts.filter(part => part.some(({key}) => failures.some(failure => keyOf(failure) === key)))
    return {found: failures, tied: new Set(tied.flatMap(part => part.map(({key}) => key)))}
  }

  async function note(actor: Actor, failure: Objection, {names, staged, writes}: TakeBackWork, docOf: (key: string) => string, {stays, unlinked, direct}: Objections): Promise<void> {
    const key = keyOf(failure)
    if (failure.kind === 'not-unique' && staged.has(key)) return void direct.add(key)
    const kept = stays.get(key) ?? new Map<string, Refusal>()
    stays.set(key, kept)
    if (failure.kind === 'still-linked') {
      const by = await linkedSince({store, access, catalog}, actor, failure, writes, docOf)
      if (by.length === 0) unlinked.add(key)
      else kept.set('', refusal('linked-since', '', {by: by.map(({count, schema, property}) => ({count, schema, property}))}))
      return
    }
    for (const [name, why] of refusedNames(await problemOf(deps, failure, actor), names.get(key)!)!) kept.set(name, why)
  }

  async function lostOrThrown(failure: CommitFailure, actor: Actor): Promise<LostRace> {
    if (failure.kind === 'stale' || failure.kind === 'missing' || failure.kind === 'wrong-state') return {lost: failure}
    throw await problemOf(deps, failure, actor)
  }

  /** Without `work`, of a replay: what was kept with its key. */
  async function tookBack({seq, records, replayed, memo}: Extract<CommitOutcome, {readonly ok: true}>, work?: TakeBackWork): Promise<TookBack> {
    const [last] = records.length > 0 ? await store.events(seq - 1, 1) : []
    const said = replayed || work === undefined ? JSON.parse(memo!) as Told : told(work)
    return {replayed, answer: {commit: last?.commit ?? null, seq, ...said}}
  }
}

const isObjection = (failure: CommitFailure): failure is Objection => failure.kind === 'link-broken' || failure.kind === 'still-linked' || failure.kind === 'not-unique'

/** What is named, and how much more there is. */
type Told = Pick<TakeBackAnswer, 'taken' | 'left' | 'more'>

function told({taken, left}: Pick<TakeBackWork, 'taken' | 'left'>): Told {
  return {
    taken: taken.slice(0, mostToldOf), left: left.slice(0, mostToldOf),
    more: {taken: Math.max(0, taken.length - mostToldOf), left: Math.max(0, left.length - mostToldOf)},
  }
}

function notAll({taken, left}: TakeBackWork): Problem {
  const {schema, id, pointer, code, params} = left[0]!
  const {left: named, more} = told({taken, left})
  return problem('not-all-taken-back', {left: left.length, taken: taken.length, schema, id, pointer, why: {code, params} as ReturnType<typeof reason>}, {more: {left: named, more}})
}
