/** `prepareTakeBack`: what the store is to write so that all that is asked is taken back, and what stays as it is. */
import {refusal, type Left, type Refusal, type TakenBack} from '../../../schemas/index.ts'
import {onBehalfOf, type Actor} from '../../actor.ts'
import type {Access} from '../../access/index.ts'
import type {CatalogEntry} from '../../catalog/index.ts'
import {Problem} from '../../errors.ts'
import type {Expectation, StoreWrite} from '../../store/index.ts'
import type {Turn} from '../../turn.ts'
import type {Change} from '../change.ts'
import {keepAnAdmin, takesAnAdmin} from '../keep-an-admin.ts'
import type {PrepareDeps} from '../prepare-commit.ts'
import {startWork, type Work} from '../work.ts'
import type {AskedRecord} from './asked-records.ts'
import {planRecord, type Kept, type PlannedChange, type RecordPlan} from './plan-record.ts'
import type {Read} from './read-story.ts'
import {refusedNames, type Stays} from './refused-names.ts'

/** A record that is to be taken back, as the one who asks may know it. */
export interface Known {readonly asked: AskedRecord; readonly access: Access; readonly entry: CatalogEntry; readonly read: Exclude<Read, {readonly kind: 'moving'}>}

/** What the store has refused until now, by record. `unlinked`: all that links to them is unknown to the one who asks, or is a part that nobody changes by hand, and counts for nothing. */
export interface Objections {
  readonly stays: Map<string, Map<string, Refusal>>
  readonly unlinked: Set<string>
  /** Somebody has a value that they had in between: they are given back what they had before at once. */
  readonly direct: Set<string>
}

/** A write, the record that it is part of, and the event that it undoes. */
export interface OwnedWrite {readonly write: StoreWrite; readonly key: string; readonly seq: number}

export interface TakeBackWork {
  /** What was done last is undone first. */
  readonly writes: readonly OwnedWrite[]
  readonly expect: readonly Expectation[]
  /** By record: the names of the properties that are set or taken out. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
  /** Records that are given back what must be unique event by event. */
  readonly staged: ReadonlySet<string>
  readonly taken: readonly TakenBack[]
  readonly left: readonly Left[]
}

export const keyOf = ({schema, id}: {readonly schema: string; readonly id: string}): string => `${schema}/${id}`

/** Undefined: others wrote meanwhile. Throws what is nobody's mistake. */
export async function prepareTakeBack(deps: PrepareDeps, actor: Actor, records: readonly Known[], objections: Objections, turn: Turn): Promise<TakeBackWork | undefined> {
  const work = await startWork(deps, {changes: []})
  const done: {readonly known: Known; readonly plan: RecordPlan; readonly own: readonly OwnedWrite[]; readonly left: readonly Left[]}[] = []
  let witnesses: readonly Expectation[] = []
  for (const known of comingBackFirst(records)) {
    while (turn.isOver()) await turn.next()
    const {asked, read} = known
    const key = keyOf(asked)
    const stays = new Map<string, Refusal>(objections.stays.get(key))
    for (;;) {
      const plan = read.kind === 'there' ? planOf(known, stays, objections.direct.has(key)) : nothing
      const left = leftOf(known, plan, stays)
      if (plan.changes.length === 0 || isNobodys(known.entry)) {
        done.push({known, plan: nothing, own: [], left})
        break
      }
      try {
        const own = await write(known, plan)
        done.push({known, plan, own, left})
        break
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (lostRaces.has(error.code)) return undefined
        const refused: Stays | undefined = refusedNames(error, namesOf(plan))
        if (refused === undefined) throw error
        for (const [name, why] of refused) stays.set(name, why)
      }
    }
  }
  const order = new Map(records.map(({asked}, at) => [keyOf(asked), at]))
  done.sort((a, b) => order.get(keyOf(a.known.asked))! - order.get(keyOf(b.known.asked))!)
  return {
    writes: done.flatMap(({own}) => own).toSorted((a, b) => b.seq - a.seq),
    expect: [...work.expect.values(), ...witnesses, ...done.flatMap(({known, own}) => (own.length === 0 ? asRead(known) : []))],
    names: new Map(done.map(({known, plan}) => [keyOf(known.asked), namesOf(plan)])),
    staged: new Set(done.flatMap(({known, plan}) => (plan.changes.length > 1 ? [keyOf(known.asked)] : []))),
    taken: done.flatMap(({known: {asked: {schema, id}}, plan}) => (plan.changes.length > 0 ? [{schema, id, deed: deedOf(plan.changes)}] : [])),
    left: done.flatMap(({left}) => left),
  }

  async function write({asked, read}: Known, {changes}: RecordPlan): Promise<readonly OwnedWrite[]> {
    const key = keyOf(asked)
    const own: OwnedWrite[] = []
    await work.together(async () => {
      let rev = read.kind === 'there' ? read.current.rev : 0
      for (const planned of changes) {
        for (const change of changesOf(asked, planned, objections.unlinked.has(key))) {
          const from = work.writes.length
          await takeWith(work, {...change, ifRev: rev})
          for (const one of work.writes.slice(from)) own.push({write: one, key, seq: planned.seq})
          rev += 1
        }
      }
      const user = work.userChange({op: 'archive', ...asked})
      if (user && takesAnAdmin(user)) witnesses = await keepAnAdmin(deps.store, work.userChanges(), actor.id)
    })
    return own
  }

  async function takeWith(into: Work, change: Change): Promise<void> {
    const {extra} = await into.take(change, actor, deps.derive[change.schema], true)
    for (const one of extra) await into.take(one, onBehalfOf(actor), undefined, true)
  }
}

/** What is said of a record that is not written holds when the others are. */
const asRead = ({asked: {schema, id}, read}: Known): readonly Expectation[] => (read.kind === 'there' ? [{kind: 'rev', schema, id, rev: read.current.rev}] : [])

/** Of a record that is there. */
type OfRecord = Exclude<Change, {readonly op: 'create'}>

const nothing: RecordPlan = {changes: [], kept: []}

/** Refusals of what was read a moment ago. */
const lostRaces: ReadonlySet<string> = new Set(['stale-revision', 'not-found', 'archived', 'not-archived'])

/** Links lead to what has come back by then. */
function comingBackFirst(records: readonly Known[]): readonly Known[] {
  const isArchived = ({read}: Known): boolean => read.kind === 'there' && read.current.state === 'archived'
  return [...records.filter(isArchived), ...records.filter(one => !isArchived(one))]
}

function planOf({access: {denied, hidden}, entry, read}: Known, stays: Stays, isDirect: boolean): RecordPlan {
  if (read.kind !== 'there') return nothing
  const {doc: {properties}, spec} = entry
  const uniques = new Set(spec.columns.filter(({unique}) => unique && !isDirect).map(({name}) => name))
  return planRecord(read.story, {
    has: name => Object.hasOwn(properties, name) && !denied.has(name) && !(hidden.has(name) && properties[name]!['x-server'] === true),
    tells: name => !hidden.has(name),
    isUnique: name => uniques.has(name),
    refused: new Set(stays.keys()),
  })
}

function leftOf({asked: {schema, id}, access: {hidden}, entry, read}: Known, {changes, kept}: RecordPlan, stays: Stays): readonly Left[] {
  const leave = (what: Left['stays'], {code, pointer, params, message}: Refusal): Left => ({schema, id, stays: what, pointer, code, params, message})
  const notByHand = [leave('record', refusal('not-by-hand', '', {schema}))]
  if (read.kind === 'gone') return read.isPurged || !isNobodys(entry) ? [leave('record', refusal('purged-since', ''))] : notByHand
  if (stays.has('')) return [leave('record', stays.get('')!)]
  const told = [
    ...kept.filter(({property}) => !hidden.has(property)).map(one => leave(one.property !== '' ? 'property' : one.why === 'edited' ? 'state' : 'record', keptWords(one, read))),
    ...[...stays].filter(([name]) => !hidden.has(name)).map(([, why]) => leave('property', why)),
  ]
  return isNobodys(entry) && (changes.length > 0 || told.length > 0) ? notByHand : told
}

function keptWords({property, why, later}: Kept, {told}: Extract<Read, {readonly kind: 'there'}>): Refusal {
  const event = told(later.seq)
  const pointer = property === '' ? '' : `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const whom = event ? {by: event.by, at: event.at} : {}
  return why === 'edited' ? refusal('edited-later', pointer, whom) : refusal(why, pointer, whom)
}

/** Espalier's own parts, that only its own operations write. */
export const isNobodys = ({system, doc}: CatalogEntry): boolean => system && doc['x-rights']?.update === null && doc['x-rights'].archive === null

const namesOf = ({changes}: RecordPlan): ReadonlySet<string> => new Set(changes.flatMap(({values}) => (values ? [...Object.keys(values.set), ...values.unset] : [])))

const deedOf = (changes: readonly PlannedChange[]): TakenBack['deed'] => (({archive: 'archived', restore: 'restored', none: 'updated'} as const)[changes.at(-1)!.turn ?? 'none'])

function changesOf({schema, id}: AskedRecord, {values, turn, unmade}: PlannedChange, isFree: boolean): readonly OfRecord[] {
  const one = {schema, id}
  if (turn === 'restore') return [{op: 'restore', ...one, ...(values && {values})}]
  return [
    ...(values ? [{op: 'put-back' as const, ...one, values}] : []),
    ...(turn === 'archive' ? [{op: 'archive' as const, ...one, ...(unmade && !isFree && {unlinked: true as const})}] : []),
  ]
}
