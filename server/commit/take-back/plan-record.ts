/** `planRecord`: what becomes of one record when events of its past are taken back, property by property. Pure; `docs/decisions/take-back.md` says what holds. */
import type {Json, JsonObject} from '../../../schemas/index.ts'
import type {PutBack} from '../change.ts'
import {inEffect, type CellChange} from './in-effect.ts'
import {namesInOrder} from './names-in-order.ts'
import type {Episode, Story, Version} from './story.ts'

/** A record's properties, for whoever asks. */
export interface Names {
  /** May be put back as far as the one who asks can know. What may not is passed over in silence. */
  readonly has: (name: string) => boolean
  /** Is seen by the one who asks. What is not keeps no record from being archived. */
  readonly tells: (name: string) => boolean
  readonly isUnique: (name: string) => boolean
  /** Properties that are known to be refused; '' : the record. Nothing is planned for them. */
  readonly refused: ReadonlySet<string>
}

/** What stays as it is, and the event that keeps it so. `property`: '' where it is the record. */
export interface Kept {readonly property: string; readonly why: 'edited' | 'edited-whole' | 'archived-since'; readonly later: Episode}

/** One change of the record. `seq`: of the event that it undoes: what was done last is undone first. */
export interface PlannedChange {readonly seq: number; readonly values?: PutBack; readonly turn?: 'archive' | 'restore'; /** it was made by what is taken back */ readonly unmade?: true}

export interface RecordPlan {readonly changes: readonly PlannedChange[]; readonly kept: readonly Kept[]}

const nothing: RecordPlan = {changes: [], kept: []}

type State = 'none' | 'live' | 'archived'
type Value = Json | undefined

export function planRecord(story: Story, names: Names): RecordPlan {
  const {after: now} = story.at(-1)!
  if (now === undefined || names.refused.has('')) return nothing
  const states = inEffect(stateChanges(story), (to, from) => to === from || (to === 'archived' && from === 'none'))
  const cells = new Map([...valueChanges(story)].map(([name, changes]) => [name, inEffect(changes, same)] as const))
  return story[0].before === undefined ? unmake(now, states, cells, names) : putBack(story, now, states, cells, names)
}

/** What was made is archived, unless others work with it. */
function unmake(now: Version, states: readonly CellChange<State>[], cells: Cells, {tells}: Names): RecordPlan {
  if (now.state === 'archived' || !states.some(isAsked)) return nothing
  const later = [states, ...[...cells].filter(([name]) => tells(name)).map(([, changes]) => changes)].flat().filter(change => !isAsked(change)).toSorted((a, b) => a.episode.seq - b.episode.seq).at(-1)
  if (later !== undefined) return {changes: [], kept: [{property: '', why: 'edited-whole', later: later.episode}]}
  return {changes: [{seq: states.at(-1)!.episode.seq, turn: 'archive', unmade: true}], kept: []}
}

function putBack(story: Story, now: Version, states: readonly CellChange<State>[], cells: Cells, names: Names): RecordPlan {
  const kept: Kept[] = []
  const state = wayBack(states, now.state)
  if (state?.later) kept.push({property: '', why: 'edited', later: state.later})
  const turn = state?.run && (now.state === 'live' ? 'archive' as const : 'restore' as const)
  const runs = new Map<string, readonly CellChange<Value>[]>()
  for (const [name, changes] of cells) {
    if (!names.has(name) || names.refused.has(name)) continue
    const way = wayBack(changes, now.data[name])
    if (way?.later) kept.push({property: name, why: 'edited', later: way.later})
    if (way?.run) runs.set(name, way.run)
  }
  const reordered = cells.size === 0 && story.every(({isAsked: is}) => is) && Object.keys(story[0].before!.data).join() !== Object.keys(now.data).join()
  const isArchived = now.state === 'archived' && turn === undefined
  if (isArchived && (runs.size > 0 || kept.some(({property}) => property !== ''))) {
    const later = story.findLast(({before, after}) => before?.state !== 'archived' && after?.state === 'archived')!
    return {changes: [], kept: [state?.later ? kept[0]! : {property: '', why: 'archived-since', later}]}
  }
  if ((runs.size === 0 && !reordered) || isArchived) return {changes: turn ? [{seq: state!.run!.at(-1)!.episode.seq, turn}] : [], kept}
  const isAlone = [states, ...cells.values()].every(changes => changes.every(isAsked))
  const order = isAlone ? Object.keys(story[0].before!.data) : orderWith(now, runs)
  const stages = now.state === 'live' ? stagesOf(runs, names, order) : []
  const seqs = [...stages.map(({seq}) => seq), ...(turn ? [state!.run![0]!.episode.seq] : [])]
  const seq = seqs.length > 0 ? Math.min(...seqs) : story.findLast(({isAsked: is}) => is)!.seq
  const values = valuesOf([...runs].map(([name, run]) => [name, run[0]!.from]), order)
  return {changes: [...stages.filter(stage => stage.seq > seq), {seq, values, ...(turn && {turn})}], kept}
}

type Cells = ReadonlyMap<string, readonly CellChange<Value>[]>

const isAsked = ({episode}: CellChange<unknown>): boolean => episode.isAsked

/** The last changes that are to be undone, where nothing came after them; else what came. Undefined: nothing is to be done. */
function wayBack<T>(changes: readonly CellChange<T>[], now: T): {readonly run?: readonly CellChange<T>[]; readonly later?: Episode} | undefined {
  const end = changes.findLastIndex(isAsked) + 1
  if (end === 0) return undefined
  const run = changes.slice(changes.slice(0, end).findLastIndex(change => !isAsked(change)) + 1, end)
  if (same(run[0]!.from, now)) return undefined
  return end === changes.length ? {run} : {later: changes.at(-1)!.episode}
}

/**
 * What must be unique is given back event by event: another record may have had the value in between. Newest first.
 * The first of them is left to the change that puts back all the rest.
 */
function stagesOf(runs: ReadonlyMap<string, readonly CellChange<Value>[]>, {isUnique}: Names, order: readonly string[]): readonly PlannedChange[] {
  const bySeq = new Map<number, [string, Value][]>()
  for (const [name, run] of runs) {
    if (!isUnique(name)) continue
    for (const {episode: {seq}, from} of run) bySeq.set(seq, [...bySeq.get(seq) ?? [], [name, from]])
  }
  return [...bySeq].toSorted(([a], [b]) => b - a).map(([seq, values]) => ({seq, values: valuesOf(values, order)}))
}

function valuesOf(values: readonly (readonly [string, Value])[], order: readonly string[]): PutBack {
  const set = Object.fromEntries(values.filter(([, value]) => value !== undefined)) as JsonObject
  return {set, unset: values.filter(([, value]) => value === undefined).map(([name]) => name), order}
}

function orderWith(now: Version, runs: ReadonlyMap<string, readonly CellChange<Value>[]>): readonly string[] {
  const returning = [...runs].filter(([name, run]) => run[0]!.from !== undefined && !Object.hasOwn(now.data, name)).map(([name, run]) => ({name, among: Object.keys(run[0]!.episode.before!.data)}))
  return namesInOrder(Object.keys(now.data), returning)
}

function stateChanges(story: Story): readonly CellChange<State>[] {
  return story.map(episode => ({episode, from: episode.before?.state ?? 'none', to: episode.after?.state ?? 'none'} as const)).filter(({from, to}) => from !== to)
}

function valueChanges(story: Story): ReadonlyMap<string, readonly CellChange<Value>[]> {
  const found = new Map<string, CellChange<Value>[]>()
  for (const episode of story) {
    const [before, after] = [episode.before?.data ?? {}, episode.after?.data ?? {}]
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [from, to] = [valueOf(before, name), valueOf(after, name)]
      if (same(from, to)) continue
      const changes = found.get(name)
      if (changes) changes.push({episode, from, to})
      else found.set(name, [{episode, from, to}])
    }
  }
  return found
}

const valueOf = (data: JsonObject, name: string): Value => (Object.hasOwn(data, name) ? data[name] : undefined)

/** To the letter, names inside a value in their order too. */
const same = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
