/** What taking back must do, said once more from what it promises: slow, and from the log alone. */
export interface LogEvent {
  readonly seq: number
  readonly commit: number
  readonly cause: string | null
  readonly id: string
  readonly op: 'create' | 'update' | 'archive' | 'restore' | 'purge' | 'remove'
  readonly doc: string | null
}

export interface ModelRecord {readonly state: 'live' | 'archived'; readonly text: string}
export type Model = ReadonlyMap<string, ModelRecord>

/** What a person may: the rest of the schema is open to all. */
export interface Person {readonly mayArchive: boolean; readonly fixed: readonly string[]; readonly hidden: readonly string[]}

export interface Expected {
  /** As JSON; undefined: is to be gone. */
  readonly values: ReadonlyMap<string, string | undefined>
  readonly state: ModelRecord['state']
  /** The document, letter by letter, where only what is taken back changed it. */
  readonly text: string | undefined
  /** Pointer -> code. */
  readonly left: ReadonlyMap<string, string>
}

/** The records after all these events. */
export function replay(log: readonly LogEvent[]): Model {
  const records = new Map<string, ModelRecord>()
  for (const {id, op, doc} of log) {
    if (op === 'purge' || op === 'remove') records.delete(id)
    else records.set(id, {state: op === 'archive' ? 'archived' : 'live', text: doc ?? 'null'})
  }
  return records
}

/** By record: what becomes of it, before anything that other records have against it. */
export function expectedOf(log: readonly LogEvent[], asked: ReadonlySet<number>, person: Person): ReadonlyMap<string, Expected> {
  const ids = new Set(log.filter(({commit}) => asked.has(commit)).map(({id}) => id))
  return new Map([...ids].map(id => [id, expectedOfRecord(log.filter(event => event.id === id), asked, person)]))
}

interface Move {readonly commit: number; readonly cause: string | null; readonly asked: boolean; readonly from: string | undefined; readonly to: string | undefined}

function expectedOfRecord(events: readonly LogEvent[], asked: ReadonlySet<number>, {mayArchive, fixed, hidden}: Person): Expected {
  const left = new Map<string, string>()
  const values = new Map<string, string | undefined>()
  const last = events.at(-1)!
  if (last.op === 'purge') return {values, state: 'live', text: undefined, left: new Map([['', 'purged-since']])}
  const now = replay(events).get(last.id)!
  const nothing: Expected = {values, state: now.state, text: undefined, left}
  const begin = events.findIndex(({commit}) => asked.has(commit))
  const before = begin === 0 ? undefined : replay(events.slice(0, begin)).get(last.id)
  const names = new Set(events.slice(begin).flatMap(({doc}) => Object.keys(JSON.parse(doc ?? '{}') as object)).concat(before ? Object.keys(JSON.parse(before.text) as object) : []))
  const states = standing(movesOf(events, begin, asked, record => record?.state), (to, from) => to === from || (from === undefined && to === 'archived'))
  const moves = new Map([...names].map(name => [name, standing(movesOf(events, begin, asked, record => valueOf(record, name)), (to, from) => to === from)] as const))
  const isTheirs = [states, ...moves.values()].every(all => all.every(move => move.asked))

  if (before === undefined) {
    if (now.state === 'archived' || !states.some(move => move.asked)) return nothing
    const others = [states, ...[...moves].filter(([name]) => !hidden.includes(name)).map(([, all]) => all)].flat().some(move => !move.asked)
    if (others) left.set('', 'edited-whole')
    else if (!mayArchive) left.set('', 'role-may-not')
    return {...nothing, state: left.size > 0 ? 'live' : 'archived'}
  }

  let {state} = now
  const way = wayOf(states, now.state)
  if (way === 'left') left.set('', 'edited-later')
  else if (way !== undefined) state = now.state === 'live' ? 'archived' : 'live'
  const edited: string[] = []
  for (const [name, all] of moves) {
    const back = wayOf(all, valueOf(now, name))
    if (back === undefined || hidden.includes(name)) continue
    if (back === 'left') edited.push(name)
    else values.set(name, back.value)
  }
  if (now.state === 'archived' && state === 'archived') {
    if (left.size === 0 && values.size + edited.length > 0) left.set('', 'archived-since')
    values.clear()
    return {...nothing, left}
  }
  if (state !== now.state && !mayArchive) return {...nothing, values: new Map(), left: new Map([['', 'role-may-not']])}
  for (const name of edited) left.set(`/${name}`, 'edited-later')
  for (const name of fixed) {
    if (!values.delete(name)) continue
    left.set(`/${name}`, 'not-yours-to-set')
  }
  const isWhole = isTheirs && left.size === 0 && hidden.every(name => valueOf(before, name) === valueOf(now, name))
  return {values, state, text: isWhole && values.size > 0 ? before.text : undefined, left}
}

function movesOf(events: readonly LogEvent[], begin: number, asked: ReadonlySet<number>, look: (record: ModelRecord | undefined) => string | undefined): readonly Move[] {
  const moves: Move[] = []
  for (let at = begin; at < events.length; at++) {
    const {id, commit, cause} = events[at]!
    const [from, to] = [look(replay(events.slice(0, at)).get(id)), look(replay(events.slice(0, at + 1)).get(id))]
    if (from !== to) moves.push({commit, cause, asked: asked.has(commit), from, to})
  }
  return moves
}

/** Strikes out each taking back with what it took back, the newest first, and begins again after each. */
function standing(moves: readonly Move[], undid: (to: string | undefined, from: string | undefined) => boolean): readonly Move[] {
  for (let at = moves.length - 1; at >= 0; at--) {
    const taker = moves[at]!
    if (taker.asked || taker.cause?.startsWith('take-back:') !== true) continue
    const what = taker.cause.slice('take-back:'.length)
    let first = at
    while (first > 0 && (String(moves[first - 1]!.commit) === what || moves[first - 1]!.cause === what)) first--
    while (first < at && !undid(taker.to, moves[first]!.from)) first++
    if (first < at) return standing([...moves.slice(0, first), ...moves.slice(at + 1)], undid)
  }
  return moves
}

/** Undefined: nothing is to be done. */
function wayOf(moves: readonly Move[], now: string | undefined): {readonly value: string | undefined} | 'left' | undefined {
  const lastAsked = moves.findLastIndex(move => move.asked)
  if (lastAsked < 0) return undefined
  let first = lastAsked
  while (first > 0 && moves[first - 1]!.asked) first--
  const value = moves[first]!.from
  if (value === now) return undefined
  return lastAsked === moves.length - 1 ? {value} : 'left'
}

export function valueOf(record: ModelRecord | undefined, name: string): string | undefined {
  const value = record && (JSON.parse(record.text) as Readonly<Record<string, unknown>> | null)?.[name]
  return value === undefined ? undefined : JSON.stringify(value)
}
